import type { Instance, Perturbation } from "./instances";
import type { Prediction } from "./predictions";
import type { Request } from "./requests";
import type { RequestState } from "./scenarioState";

/** What is known of a row before its texts are loaded. */
export interface RowKey {
  id: string;
  split?: string;
  perturbation?: string;
  outcome?: string;
  /** Mean of the main metric. */
  score?: number;
}

export interface LoadedPrediction {
  prediction: Prediction;
  outcome?: string;
  loadRequest: () => Promise<Request | undefined>;
  loadState: () => Promise<RequestState | undefined>;
}

export interface LoadedRow {
  instance: Instance;
  predictions: LoadedPrediction[];
}

/** The instances of a run with their answers: a row for each instance and perturbation. */
export interface InstanceSource {
  rows: RowKey[];
  mainMetric?: string;
  lowerIsBetter: boolean;
  metrics: string[];
  /** First rows of the parts that are loaded together. */
  pageStarts: number[];
  load: (row: number) => Promise<LoadedRow>;
  /** Values of a metric, one for each row. */
  loadMetric: (name: string) => Promise<(number | null)[]>;
}

/** A source without what only the schema tells. */
export type PlainSource = Omit<InstanceSource, "lowerIsBetter">;

export function perturbationName(perturbation: Perturbation | undefined): string | undefined {
  return perturbation?.name;
}

/** Identifies what an answer belongs to: instance and perturbation, parameters included. */
export function rowIdentity(id: string, perturbation: Perturbation | undefined): string {
  return perturbation ? `${id} ${JSON.stringify(perturbation)}` : id;
}

export function meanOf(values: readonly (number | null | undefined)[]): number | undefined {
  const numbers = values.filter((value): value is number => typeof value === "number");
  return numbers.length ? numbers.reduce((total, value) => total + value, 0) / numbers.length : undefined;
}
