import { describe, expect, it } from "vitest";
import type { RunScores } from "../data/runScores";
import type { BriefRun } from "../data/runs";
import { agreement, countFlips, countVerdicts, filterCompared, joinScores, pairResult } from "./compare";

function scores(values: Record<string, number>, lowerIsBetter = false): RunScores {
  const instances = Object.entries(values).map(([key, score]) => {
    const [id = "", perturbation] = key.split("/");
    return { id, perturbation, score };
  });
  return { run: {} as BriefRun, metric: "exact_match", lowerIsBetter, instances };
}

const rows = joinScores([
  scores({ id1: 1, id2: 1, id3: 0, id4: 1, "id1/typos": 0, "id3/typos": 1 }),
  scores({ id1: 1, id2: 0, id3: 0, id5: 1, "id1/typos": 1 }),
]);

describe("comparing runs", () => {
  it("pairs only the instances both have, without perturbations", () =>
    expect(pairResult(rows, 0, 1)).toMatchObject({ n: 3, meanA: 2 / 3, meanB: 1 / 3 }));

  it("counts who is right", () =>
    expect(countVerdicts(rows, 0, 1)).toEqual({ both: 1, onlyA: 1, onlyB: 0, neither: 1 }));

  it("measures agreement", () => expect(agreement(rows, 0, 1)).toBeCloseTo(2 / 3));

  it("counts flips", () =>
    expect(countFlips(rows, 0)).toEqual([{ perturbation: "typos", n: 2, toWrong: 1, toRight: 1 }]));

  it.each([
    ["all", ["id1", "id2", "id3", "id4", "id5"]],
    ["onlyA", ["id2"]],
    ["onlyB", []],
    ["differ", ["id2"]],
    ["flips", ["id1", "id3"]],
  ] as const)("lists %s", (show, ids) => expect(filterCompared(rows, show, 0, 1).map((row) => row.id)).toEqual(ids));

  it("knows metrics of which less is better", () => {
    const toxic = joinScores([scores({ id1: 0.1, id2: 0.9 }, true)]);
    expect(toxic.map((row) => row.correct[0])).toEqual([true, false]);
  });
});
