import { expect, it } from "vitest";
import { escapeRegex, isValidRegex, textTest } from "./search";

it.each([
  ["", true, "anything", true],
  ["^mmlu.*lm$", true, "MMLU:model=golden_lm", true],
  ["^lm", true, "mmlu", false],
  ["a.c", false, "abc", false],
  ["A.C", false, "xa.cx", true],
  ["(", true, "f(x)", true],
])("%j (regex: %s) in %j", (query, regex, text, expected) => expect(textTest(query, regex)(text)).toBe(expected));

it("escapes what has a meaning in regular expressions", () => {
  const name = "gsm:a=(1|2),b=[x].*/y";
  expect(textTest(`^${escapeRegex(name)}$`, true)(name)).toBe(true);
  expect(isValidRegex(escapeRegex(name))).toBe(true);
});
