import { describe, expect, it } from "vitest";
import type { InstanceSource, RowKey } from "../data/instanceSource";
import { filterKeys, searchRows, type InstanceFilter } from "./instanceFilters";

const keys: RowKey[] = [
  { id: "id0", split: "test", score: 1, outcome: "scored" },
  { id: "id0", split: "test", score: 0, outcome: "scored", perturbation: "typos" },
  { id: "id1", split: "valid", score: 0.5, outcome: "truncated" },
  { id: "id2", split: "test" },
];

function source(loaded: number[] = []): InstanceSource {
  return {
    rows: keys,
    mainMetric: "exact_match",
    lowerIsBetter: false,
    metrics: ["exact_match", "length"],
    pageStarts: [0, 2],
    load: async (row) => {
      loaded.push(row);
      return { instance: { id: keys[row]?.id ?? "", input: { text: `Question ${row}` } }, predictions: [] };
    },
    loadMetric: async (name) => (name === "length" ? [10, 20, 30, null] : [1, 0, 0.5, null]),
  };
}

const NONE: InstanceFilter = {
  query: "",
  field: "everything",
  verdict: "",
  outcome: "",
  split: "",
  perturbation: "",
  metric: "",
  min: "",
  max: "",
};

describe("filterKeys", () => {
  it.each<[Partial<InstanceFilter>, number[]]>([
    [{}, [0, 1, 2, 3]],
    [{ verdict: "correct" }, [0, 2]],
    [{ verdict: "incorrect" }, [1]],
    [{ outcome: "truncated" }, [2]],
    [{ split: "valid" }, [2]],
    [{ perturbation: "typos" }, [1]],
    [{ perturbation: "none" }, [0, 2, 3]],
    [{ min: "0.5" }, [0, 2]],
    [{ metric: "length", min: "15", max: "30" }, [1, 2]],
    [{ min: "x" }, [0, 1, 2]],
  ])("%j", async (filter, rows) => expect(await filterKeys(source(), { ...NONE, ...filter })).toEqual(rows));
});

describe("searchRows", () => {
  it("searches the given rows only and reports what it finds", async () => {
    const loaded: number[] = [];
    const reports: [number[], number][] = [];
    await searchRows(
      source(loaded),
      [1, 2],
      { ...NONE, query: "QUESTION 2", field: "input" },
      new AbortController().signal,
      (found, share) => reports.push([found, share]),
    );
    expect(loaded).toEqual([1, 2]);
    expect(reports).toEqual([[[2], 1]]);
  });

  it("stops when nobody waits for it any more", async () => {
    const stop = new AbortController();
    stop.abort();
    const loaded: number[] = [];
    await searchRows(source(loaded), [0, 1], { ...NONE, query: "x" }, stop.signal, () => expect.unreachable());
    expect(loaded).toEqual([]);
  });
});
