import { describe, expect, it } from "vitest";
import { comparePaired, mcnemarExact, studentT } from "./paired";
import { incompleteBeta, logGamma } from "./specialFunctions";

describe("special functions", () => {
  it.each([
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [5, Math.log(24)],
    [100.5, 361.4355404677],
  ])("logGamma(%f)", (x, expected) => expect(logGamma(x)).toBeCloseTo(expected, 8));

  // I_x(1, b) = 1 - (1 - x)^b; I_x(a, 1) = x^a; I_0.5(a, a) = 0.5.
  it.each([
    [0.3, 1, 4, 1 - 0.7 ** 4],
    [0.9, 7, 1, 0.9 ** 7],
    [0.5, 250, 250, 0.5],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])("incompleteBeta(%f, %f, %f)", (x, a, b, expected) => expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 12));
});

describe("mcnemarExact", () => {
  // Sums of the binomial distribution with p = 1/2.
  it.each([
    [0, 0, 1],
    [3, 3, 1],
    [5, 0, 2 / 32],
    [0, 5, 2 / 32],
    [1, 9, (2 * 11) / 1024],
    [2, 8, (2 * 56) / 1024],
  ])("%d against %d", (a, b, p) => expect(mcnemarExact(a, b)).toBeCloseTo(p, 12));
});

describe("studentT", () => {
  // Critical values of the t distribution; with one degree of freedom p = 1 - 2 atan(t) / π.
  it.each([
    [2.2281388519649385, 10, 0.05],
    [1, 1, 0.5],
    [12.706204736432095, 1, 0.05],
    [0, 7, 1],
  ])("t = %f with %d degrees of freedom", (t, degrees, p) => expect(studentT(t, degrees)).toBeCloseTo(p, 10));
});

describe("comparePaired", () => {
  it("tests right and wrong answers exactly", () => {
    const result = comparePaired([1, 1, 1, 1, 0], [0, 0, 0, 0, 0]);
    expect(result).toMatchObject({ n: 5, meanA: 0.8, meanB: 0, difference: 0.8, test: "mcnemar" });
    expect(result?.pValue).toBeCloseTo(0.125, 12);
    expect(result?.low).toBeCloseTo(0.8 - 1.959963984540054 * 0.2, 12);
  });

  it("uses the t-test for other scores", () => {
    const result = comparePaired([0.5, 0.7, 0.9], [0.4, 0.5, 0.6]);
    expect(result?.test).toBe("paired_t");
    // t = 0.2 / (0.1 / √3) = 2 √3 with two degrees of freedom.
    expect(result?.pValue).toBeCloseTo(0.07417990022744862, 9);
  });

  it("knows nothing of no instances", () => expect(comparePaired([], [])).toBeUndefined());

  it("finds no difference between equal runs", () =>
    expect(comparePaired([0.5, 0.25], [0.5, 0.25])).toMatchObject({ difference: 0, pValue: 1 }));
});
