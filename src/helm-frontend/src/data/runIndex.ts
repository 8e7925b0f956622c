import { fetchOptionalJson } from "./fetchJson";
import type { ObjectSpec } from "./runSpecs";
import { suiteFile } from "./site";
import { loadSummary } from "./summary";

export type OutcomeCounts = Record<string, number>;

export interface MainMetric {
  name: string;
  split: string;
  mean?: number | null;
  low?: number | null;
  high?: number | null;
  n?: number | null;
  stderr?: number | null;
}

export interface IndexedRun {
  name: string;
  suite: string;
  folder: string;
  groups: string[];
  model: string;
  model_deployment: string;
  method: string;
  scenario: ObjectSpec;
  main_metric: MainMetric | null;
  num_instances?: number | null;
  outcomes: OutcomeCounts | null;
  has_pages: boolean;
  has_scores: boolean;
}

/** `run_index.json`: all runs in brief. Absent if the suite was summarized by HELM; so are all other files of our own then. */
export async function loadRunIndex(): Promise<IndexedRun[] | undefined> {
  if (!(await loadSummary()).has_site_files) return undefined;
  return (await fetchOptionalJson<{ runs: IndexedRun[] }>(suiteFile("run_index.json")))?.runs;
}
