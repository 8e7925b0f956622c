import { fetchJson } from "./fetchJson";
import type { Perturbation } from "./instances";
import { runFile } from "./site";

export interface MetricName {
  name: string;
  split?: string;
  sub_split?: string;
  perturbation?: Perturbation;
}

/** An item of `stats.json`. */
export interface Stat {
  name: MetricName;
  count: number;
  sum?: number | null;
  sum_squared?: number | null;
  min?: number | null;
  max?: number | null;
  mean?: number | null;
  variance?: number | null;
  stddev?: number | null;
}

export function loadStats(suite: string, folder: string): Promise<Stat[]> {
  return fetchJson<Stat[]>(runFile(suite, folder, "stats.json"));
}
