import { expect, it } from "vitest";
import { toCsv } from "./csv";

it.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+1", "'+1"],
  ["-1+2", "'-1+2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["  =1", "'  =1"],
  ["\t=1", "'\t=1"],
  ["\r=1", `"'\r=1"`],
  ["a=b", "a=b"],
  ['say "hi", you', '"say ""hi"", you"'],
  ["two\nlines", '"two\nlines"'],
  [-0.5, "-0.5"],
  [undefined, ""],
])("writes %j as %j", (value, field) => expect(toCsv([[value]])).toBe(`${field}\r\n`));

it("separates fields by commas", () =>
  expect(
    toCsv([
      ["a", 1],
      ["b", null],
    ]),
  ).toBe("a,1\r\nb,\r\n"));
