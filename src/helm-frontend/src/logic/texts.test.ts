import { describe, expect, it } from "vitest";
import { parseJson } from "../data/fetchJson";
import { pageOf } from "../data/pagedSource";
import { flatten, verdicts } from "./annotations";
import { isEncryptedRun, textReader } from "./decrypt";
import { indicatorBadge } from "./indicator";
import { instanceLink, runsLink } from "./links";
import { imageDataUrl, mediaAddress } from "./media";
import { formatNumber, formatParameters, formatPValue } from "./numbers";

describe("parseJson", () => {
  it("reads what Python writes for numbers that JSON does not know", () =>
    expect(parseJson('{"a": NaN, "b": [-Infinity, "NaN \\" Infinity"]}')).toEqual({
      a: null,
      b: [null, 'NaN " Infinity'],
    }));

  it("refuses other things", () => expect(() => parseJson("{'a': 1}")).toThrow(SyntaxError));
});

it.each([
  [0, 0],
  [49, 0],
  [50, 1],
  [69, 1],
  [70, 2],
  [999, 2],
])("row %d is in page %d", (row, page) => expect(pageOf(row, [0, 50, 70])).toBe(page));

describe("annotations", () => {
  const judged = { gpt: { score: 1, why: "because", parts: [{ label: "safe" }, null] } };

  it("are flattened with their paths", () =>
    expect(flatten(judged)).toEqual([
      { path: "gpt.score", text: "1" },
      { path: "gpt.why", text: "because" },
      { path: "gpt.parts[0].label", text: "safe" },
      { path: "gpt.parts[1]", text: "null" },
    ]));

  it("have verdicts", () =>
    expect(verdicts(judged).map(({ path }) => path)).toEqual(["gpt.score", "gpt.parts[0].label"]));
});

it("takes the badge from the first stat that tells right from wrong", () => {
  expect(indicatorBadge({ f1: 1, toxic_frac: 0.2, exact_match: 0 })).toEqual({
    metric: "toxic_frac",
    value: 0.2,
    good: true,
  });
  expect(indicatorBadge({ f1: 1 })).toBeUndefined();
});

describe("mediaAddress", () => {
  it.each([
    ["benchmark_output/scenarios/a b/1.png", "benchmark_output/scenarios/a%20b/1.png"],
    ["prod_env/cache/output/x.png", "benchmark_output/../cache/output/x.png"],
    ["/abs/olute.png", "benchmark_output/abs/olute.png"],
    ["https://example.org/x.png", undefined],
    ["//example.org/x.png", undefined],
    ["javascript:alert(1)", undefined],
    ["benchmark_output/../../etc/passwd", undefined],
    ["..\\secret", undefined],
  ])("%s", (location, address) => expect(mediaAddress(location, "benchmark_output")).toBe(address));
});

it("tells the type of an image by its first bytes", () => {
  expect(imageDataUrl("/9j/4AAQ")).toBe("data:image/jpeg;base64,/9j/4AAQ");
  expect(imageDataUrl("iVBORw0")).toBe("data:image/png;base64,iVBORw0");
});

describe("links", () => {
  it("lead to a single run, or to a search for several", () => {
    expect(runsLink(["a:b=c"])).toBe("/runs/a%3Ab%3Dc");
    expect(runsLink(["a.b", "c"])).toBe(`/runs?q=${encodeURIComponent("^a\\.b$|^c$").replaceAll("%20", "+")}`);
  });

  it("name instances and perturbations", () =>
    expect(instanceLink("r", "id 1", "typos")).toBe("/runs/r?instance=id+1&perturbation=typos"));
});

it.each([
  [0.12345, "0.123"],
  [1, "1"],
  [null, "-"],
  [undefined, "-"],
  [-0.0004, "0"],
  [Infinity, "∞"],
])("shows %s as %s", (value, text) => expect(formatNumber(value)).toBe(text));

it("shows other numbers", () => {
  expect([formatPValue(0.00001), formatPValue(0.0421), formatParameters(7e9), formatParameters(undefined)]).toEqual([
    "< 0.001",
    "0.042",
    "7B",
    "",
  ]);
});

describe("decryption", () => {
  it("knows the runs it is for", () =>
    expect(["gpqa:x", "EWoK:y", "gsm:z"].map(isEncryptedRun)).toEqual([true, true, false]));

  it("puts texts in the place of their placeholders", async () => {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = Buffer.from(
      await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode("Wie groß?")),
    );
    const read = await textReader({
      "[encrypted_text_3]": {
        ciphertext: sealed.subarray(0, -16).toString("base64"),
        tag: sealed.subarray(-16).toString("base64"),
        iv: Buffer.from(iv).toString("base64"),
        key: Buffer.from(await crypto.subtle.exportKey("raw", key)).toString("base64"),
      },
    });
    expect(read("Q: [encrypted_text_3] [encrypted_text_4]")).toBe("Q: Wie groß? [encrypted_text_4]");
  });
});
