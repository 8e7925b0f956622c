import { fetchJson } from "./fetchJson";
import { runFile, suiteFile } from "./site";

export interface ObjectSpec {
  class_name: string;
  args?: Record<string, unknown>;
}

export type AdapterSpec = { method: string; model: string; model_deployment: string } & Record<string, unknown>;

export interface RunSpec {
  name: string;
  scenario_spec: ObjectSpec;
  adapter_spec: AdapterSpec;
  metric_specs: ObjectSpec[];
  groups: string[];
  annotators?: ObjectSpec[];
  data_augmenter_spec?: Record<string, unknown>;
}

/** `run_specs.json`: the specs of all runs of the suite or release. */
export function loadRunSpecs(): Promise<RunSpec[]> {
  return fetchJson<RunSpec[]>(suiteFile("run_specs.json"));
}

/** `run_spec.json` of one run. */
export function loadRunSpec(suite: string, folder: string): Promise<RunSpec> {
  return fetchJson<RunSpec>(runFile(suite, folder, "run_spec.json"));
}
