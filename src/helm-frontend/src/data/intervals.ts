import { fetchOptionalJson } from "./fetchJson";
import { runFile, suiteFile } from "./site";

/** Lower end, upper end, standard error, number of instances; at 95 %. */
export type CellInterval = [low: number, high: number, stderr: number | null, n: number | null];

export interface TableIntervals {
  title: string;
  name?: string;
  rows: (CellInterval | null)[][];
}

/** `groups/intervals/<group>.json`: the intervals of the cells of each table of the group. */
export function loadGroupIntervals(group: string): Promise<TableIntervals[] | undefined> {
  return fetchOptionalJson<TableIntervals[]>(suiteFile("groups", "intervals", `${group}.json`));
}

/** An item of a run's `intervals.json`. */
export interface MetricInterval {
  name: string;
  split: string | null;
  sub_split: string | null;
  perturbation: string | null;
  mean: number;
  low: number;
  high: number;
  n: number;
  method: string;
}

export function loadRunIntervals(suite: string, folder: string): Promise<MetricInterval[] | undefined> {
  return fetchOptionalJson<MetricInterval[]>(runFile(suite, folder, "intervals.json"));
}
