import { describe, expect, it } from "vitest";
import type { Table } from "../data/tables";
import { parseBoardState, visibleView } from "./leaderboardState";
import { compareValues } from "./sortRows";
import { csvRows, defaultSorting, transposed, viewOf, withoutColumns } from "./tableView";

const table: Table = {
  title: "Accuracy",
  header: [
    { value: "Model" },
    { value: "EM", lower_is_better: false },
    { value: "Time", lower_is_better: true },
    { value: "EM" },
  ],
  rows: [
    [{ value: "Alpha" }, { value: 0.5 }, { value: 2 }, { value: 1 }],
    [{ value: "Beta [k: 5]" }, { value: 0.25 }, { value: 1 }, {}],
    [{ value: "Gamma" }, {}, { value: 3 }, { value: 2 }],
  ],
};
const intervals = { title: "Accuracy", rows: [[null, [0.4, 0.6, 0.05, 10], null, null]] as never };

describe("viewOf", () => {
  const view = viewOf(table, intervals);

  it("shades by goodness within a column", () =>
    expect(view.rows.map((row) => row.cells.map((cell) => cell.shade))).toEqual([
      [1, 0.5, undefined],
      [0, 1, undefined],
      [undefined, 0, undefined],
    ]));

  it("tells columns of the same name apart", () =>
    expect(view.columns.map(({ id }) => id)).toEqual(["EM", "Time", "EM (2)"]));

  it("sorts the first column best first", () => {
    expect(defaultSorting(view)).toEqual({ column: "EM", descending: true });
    expect(defaultSorting(withoutColumns(view, new Set(["EM"])))).toEqual({ column: "Time", descending: false });
  });

  it("transposes without changing what is shaded", () => {
    const other = transposed(view);
    expect(other.columns.map(({ label }) => label)).toEqual(["Alpha", "Beta [k: 5]", "Gamma"]);
    expect(other.rows[1]?.cells.map(({ text, shade }) => [text, shade])).toEqual([
      ["2", 0.5],
      ["1", 1],
      ["3", 0],
    ]);
  });

  it("writes intervals into CSV beside their values", () =>
    expect(csvRows(withoutColumns(view, new Set(["Time", "EM (2)"])), true).slice(0, 2)).toEqual([
      ["Model", "EM", "EM (low)", "EM (high)"],
      ["Alpha", 0.5, 0.4, 0.6],
    ]));
});

describe("visibleView", () => {
  const models = [
    { name: "x/alpha", display_name: "Alpha", creator_organization: "X", access: "open" },
    { name: "y/beta", display_name: "Beta", creator_organization: "Y", access: "closed" },
  ];
  const labels = (query: string) =>
    visibleView(viewOf(table, undefined), parseBoardState(new URLSearchParams(query), 1, false), models).rows.map(
      (row) => row.label,
    );

  it.each([
    ["", ["Alpha", "Beta [k: 5]", "Gamma"]],
    ["creator=Y", ["Beta [k: 5]"]],
    ["access=open", ["Alpha"]],
    ["model=%5E(a|g)", ["Alpha", "Gamma"]],
    ["transposed=1&hide=Time", ["EM", "EM"]],
  ])("with %j", (query, expected) => expect(labels(query)).toEqual(expected));
});

it("orders numbers before texts", () =>
  expect(["b", 2, "a10", 1, "a9"].sort(compareValues)).toEqual([1, 2, "a9", "a10", "b"]));
