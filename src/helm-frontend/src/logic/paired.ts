import { incompleteBeta } from "./specialFunctions";

/** How two runs differ on the instances that both have. */
export interface PairedResult {
  n: number;
  meanA: number;
  meanB: number;
  /** Mean of A less mean of B, with its interval at 95 %. */
  difference: number;
  low: number;
  high: number;
  pValue: number;
  test: "mcnemar" | "paired_t";
}

const Z = 1.959963984540054;

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** Standard error of the mean; 0 for fewer than two values. */
function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const center = mean(values);
  const squares = values.reduce((total, value) => total + (value - center) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** McNemar's exact test: two-sided binomial test of the instances on which only one of the two is right. */
export function mcnemarExact(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  const fewer = Math.min(onlyA, onlyB);
  if (n === 0 || onlyA === onlyB) return 1;
  return Math.min(1, 2 * incompleteBeta(0.5, n - fewer, fewer + 1));
}

/** Two-sided p-value of Student's t. */
export function studentT(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

function pairedT(difference: number, error: number, n: number): number {
  if (error === 0) return difference === 0 || n < 2 ? 1 : 0;
  return studentT(difference / error, n - 1);
}

function isBinary(values: readonly number[]): boolean {
  return values.every((value) => value === 0 || value === 1);
}

/** Compares scores of the same instances, in the same order. `undefined` if there are none. */
export function comparePaired(a: readonly number[], b: readonly number[]): PairedResult | undefined {
  const n = a.length;
  if (n === 0) return undefined;
  const differences = a.map((value, i) => value - (b[i] ?? NaN));
  const difference = mean(differences);
  const error = standardError(differences);
  const binary = isBinary(a) && isBinary(b);
  const count = (sign: number) => differences.filter((value) => value === sign).length;
  return {
    n,
    meanA: mean(a),
    meanB: mean(b),
    difference,
    low: difference - Z * error,
    high: difference + Z * error,
    pValue: binary ? mcnemarExact(count(1), count(-1)) : pairedT(difference, error, n),
    test: binary ? "mcnemar" : "paired_t",
  };
}
