import { fetchJson } from "./fetchJson";
import type { Instance, Perturbation } from "./instances";
import type { Prediction } from "./predictions";
import { runFile } from "./site";

export type ByteRange = [start: number, end: number];

/** `display_instances/index.json` of a run: a row for each instance and perturbation, as columns. */
export interface InstanceIndex {
  num_rows: number;
  page_starts: number[];
  main_metric: string | null;
  metrics: string[];
  splits: string[];
  perturbations: Perturbation[];
  outcomes: string[];
  instance_id: string[];
  split: (number | null)[];
  perturbation: (number | null)[];
  outcome: (number | null)[];
  score: (number | null)[];
  request_file_size?: number | null;
  state_file_size?: number | null;
}

export type PagedPrediction = Prediction & { outcome?: string; request?: ByteRange; state?: ByteRange };

export interface PagedRow {
  instance: Instance;
  predictions: PagedPrediction[];
}

const FOLDER = "display_instances";

export function loadInstanceIndex(suite: string, folder: string): Promise<InstanceIndex> {
  return fetchJson<InstanceIndex>(runFile(suite, folder, FOLDER, "index.json"));
}

export function loadInstancePage(suite: string, folder: string, page: number): Promise<{ rows: PagedRow[] }> {
  return fetchJson<{ rows: PagedRow[] }>(runFile(suite, folder, FOLDER, `page-${page}.json`));
}

export function loadInstanceMetrics(
  suite: string,
  folder: string,
): Promise<{ metrics: Record<string, (number | null)[]> }> {
  return fetchJson<{ metrics: Record<string, (number | null)[]> }>(runFile(suite, folder, FOLDER, "metrics.json"));
}
