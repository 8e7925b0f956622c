import type { RunScores } from "../data/runScores";
import { isCorrect } from "./instanceFilters";
import { comparePaired, type PairedResult } from "./paired";

/** An instance with the score of each compared run. */
export interface ComparedRow {
  id: string;
  perturbation?: string;
  scores: (number | undefined)[];
  correct: (boolean | undefined)[];
}

/** Joins the runs on instance and perturbation, in the order of the first run that has them. */
export function joinScores(runs: readonly RunScores[]): ComparedRow[] {
  const rows = new Map<string, ComparedRow>();
  runs.forEach(({ instances, lowerIsBetter }, position) => {
    for (const { id, perturbation, score } of instances) {
      const key = JSON.stringify([id, perturbation]);
      const row = rows.get(key) ?? {
        id,
        perturbation,
        scores: runs.map(() => undefined),
        correct: runs.map(() => undefined),
      };
      row.scores[position] = score;
      row.correct[position] = isCorrect(score, lowerIsBetter);
      rows.set(key, row);
    }
  });
  return [...rows.values()];
}

export function unperturbed(rows: readonly ComparedRow[]): ComparedRow[] {
  return rows.filter((row) => row.perturbation === undefined);
}

function shared(rows: readonly ComparedRow[], a: number, b: number): ComparedRow[] {
  return unperturbed(rows).filter((row) => row.scores[a] !== undefined && row.scores[b] !== undefined);
}

/** The paired comparison of two of the runs on the instances that both have, without perturbations. */
export function pairResult(rows: readonly ComparedRow[], a: number, b: number): PairedResult | undefined {
  const both = shared(rows, a, b);
  return comparePaired(
    both.map((row) => row.scores[a] ?? NaN),
    both.map((row) => row.scores[b] ?? NaN),
  );
}

export const VERDICTS = ["both", "onlyA", "onlyB", "neither"] as const;
/** Which of two runs is right. */
export type PairVerdict = (typeof VERDICTS)[number];

export function pairVerdict(row: ComparedRow, a: number, b: number): PairVerdict | undefined {
  const [first, second] = [row.correct[a], row.correct[b]];
  if (first === undefined || second === undefined) return undefined;
  if (first === second) return first ? "both" : "neither";
  return first ? "onlyA" : "onlyB";
}

export function countVerdicts(rows: readonly ComparedRow[], a: number, b: number): Record<PairVerdict, number> {
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (const row of shared(rows, a, b)) {
    const verdict = pairVerdict(row, a, b);
    if (verdict) counts[verdict]++;
  }
  return counts;
}

/** Share of the shared instances on which both are right or both are wrong. */
export function agreement(rows: readonly ComparedRow[], a: number, b: number): number | undefined {
  const { both, onlyA, onlyB, neither } = countVerdicts(rows, a, b);
  const n = both + onlyA + onlyB + neither;
  return n === 0 ? undefined : (both + neither) / n;
}

export interface Flips {
  perturbation: string;
  n: number;
  toWrong: number;
  toRight: number;
}

function originals(rows: readonly ComparedRow[]): Map<string, ComparedRow> {
  return new Map(unperturbed(rows).map((row) => [row.id, row]));
}

/** How often each perturbation changes whether a run is right. */
export function countFlips(rows: readonly ComparedRow[], run: number): Flips[] {
  const before = originals(rows);
  const flips = new Map<string, Flips>();
  for (const row of rows) {
    const [was, is] = [before.get(row.id)?.correct[run], row.correct[run]];
    if (row.perturbation === undefined || was === undefined || is === undefined) continue;
    const count = flips.get(row.perturbation) ?? { perturbation: row.perturbation, n: 0, toWrong: 0, toRight: 0 };
    count.n++;
    if (was && !is) count.toWrong++;
    if (!was && is) count.toRight++;
    flips.set(row.perturbation, count);
  }
  return [...flips.values()];
}

export type CompareShow = "all" | PairVerdict | "differ" | "flips";

/** The rows to list: by which of the runs a and b is right, or those where a perturbation changes that. */
export function filterCompared(rows: readonly ComparedRow[], show: CompareShow, a: number, b: number): ComparedRow[] {
  if (show === "flips") {
    const before = originals(rows);
    const flipped = (row: ComparedRow, run: number) => {
      const was = before.get(row.id)?.correct[run];
      return was !== undefined && row.correct[run] !== undefined && was !== row.correct[run];
    };
    return rows.filter((row) => row.perturbation !== undefined && (flipped(row, a) || flipped(row, b)));
  }
  const plain = unperturbed(rows);
  if (show === "all") return plain;
  return plain.filter((row) => {
    const verdict = pairVerdict(row, a, b);
    return show === "differ" ? verdict === "onlyA" || verdict === "onlyB" : verdict === show;
  });
}
