import { fetchOptionalJson } from "./fetchJson";
import { suiteFile } from "./site";

export interface ComparedModel {
  label: string;
  model_deployment: string;
  runs: string[];
  mean: number;
}

/** Positions in `rows`, then difference of the means, its interval, p-value, instances, test. */
export type ComparedPair = [
  a: number,
  b: number,
  difference: number,
  low: number | null,
  high: number | null,
  pValue: number | null,
  n: number,
  test: string,
];

/** `groups/comparisons/<group>.json`: the models of a group, paired on the instances they share. */
export interface Comparisons {
  metric: string;
  split: string;
  lower_is_better?: boolean | null;
  rows: ComparedModel[];
  pairs: ComparedPair[];
}

export function loadComparisons(group: string): Promise<Comparisons | undefined> {
  return fetchOptionalJson<Comparisons>(suiteFile("groups", "comparisons", `${group}.json`));
}
