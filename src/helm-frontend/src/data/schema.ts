import { fetchJson } from "./fetchJson";
import { suiteFile } from "./site";

export interface Field {
  name: string;
  display_name?: string;
  short_display_name?: string;
  description?: string;
  lower_is_better?: boolean;
}

export interface MetricMatcher {
  name: string;
  split: string;
  sub_split?: string;
  perturbation_name?: string;
}

export interface MetricGroup extends Field {
  metrics?: MetricMatcher[];
}

export interface Taxonomy {
  task?: string;
  what?: string;
  when?: string;
  who?: string;
  language?: string;
}

export interface RunGroup extends Field {
  metric_groups?: string[];
  subgroups?: string[];
  environment?: Record<string, string>;
  category?: string;
  visibility?: string;
  taxonomy?: Taxonomy | null;
  todo?: boolean;
  short_description?: string;
}

export interface Model {
  name: string;
  display_name?: string;
  short_display_name?: string;
  description?: string;
  creator_organization?: string;
  access?: string;
  release_date?: string;
  num_parameters?: number;
  todo?: boolean;
}

interface SchemaFile {
  metrics?: Field[];
  perturbations?: Field[];
  metric_groups?: MetricGroup[];
  run_groups?: RunGroup[];
  adapter?: Field[];
  models?: Model[];
}

/** `schema.json`: how metrics, groups and models are called and explained. */
export interface Schema {
  metrics: Map<string, Field>;
  perturbations: Map<string, Field>;
  metricGroups: Map<string, MetricGroup>;
  runGroups: RunGroup[];
  adapter: Map<string, Field>;
  models: Model[];
}

function byName<T extends Field>(fields: T[] | undefined): Map<string, T> {
  return new Map((fields ?? []).map((field) => [field.name, field]));
}

function fromFile(file: SchemaFile): Schema {
  return {
    metrics: byName(file.metrics),
    perturbations: byName(file.perturbations),
    metricGroups: byName(file.metric_groups),
    runGroups: file.run_groups ?? [],
    adapter: byName(file.adapter),
    models: file.models ?? [],
  };
}

let loaded: Promise<Schema> | undefined;

export function loadSchema(): Promise<Schema> {
  loaded ??= fetchJson<SchemaFile>(suiteFile("schema.json")).then(fromFile);
  return loaded;
}

export function displayName(field: Field | undefined, fallback: string): string {
  return field?.display_name ?? field?.name ?? fallback;
}

export function shortName(field: Field | undefined, fallback: string): string {
  return field?.short_display_name ?? field?.display_name ?? field?.name ?? fallback;
}

/** The first run group of the schema among these group names: that which describes a run. */
export function describingGroup(schema: Schema, groups: readonly string[]): RunGroup | undefined {
  return schema.runGroups.find((group) => groups.includes(group.name));
}
