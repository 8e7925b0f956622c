import type { InstanceSource, LoadedRow, RowKey } from "../data/instanceSource";
import { inputText, referenceTexts } from "./instanceText";
import { textTest } from "./search";

export const TEXT_FIELDS = ["everything", "input", "references", "output", "annotations", "id"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** What the instance list is narrowed to; empty texts mean no limit. */
export interface InstanceFilter {
  query: string;
  field: TextField;
  verdict: string;
  outcome: string;
  split: string;
  perturbation: string;
  metric: string;
  min: string;
  max: string;
}

export const NO_PERTURBATION = "none";

/** Whether a score of the main metric counts as right: the better half of the scale from 0 to 1. */
export function isCorrect(score: number | undefined, lowerIsBetter: boolean): boolean | undefined {
  if (score === undefined) return undefined;
  return lowerIsBetter ? score < 0.5 : score >= 0.5;
}

function acceptsPerturbation(wanted: string, perturbation: string | undefined): boolean {
  return wanted === "" || (perturbation ?? NO_PERTURBATION) === wanted;
}

function acceptsKey(filter: InstanceFilter, key: RowKey, lowerIsBetter: boolean): boolean {
  return (
    (filter.verdict === "" || isCorrect(key.score, lowerIsBetter) === (filter.verdict === "correct")) &&
    (filter.outcome === "" || key.outcome === filter.outcome) &&
    (filter.split === "" || key.split === filter.split) &&
    acceptsPerturbation(filter.perturbation, key.perturbation)
  );
}

function limit(text: string, otherwise: number): number {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? otherwise : value;
}

/** Numbers of the rows that pass all filters but the search text, in order. */
export async function filterKeys(source: InstanceSource, filter: InstanceFilter): Promise<number[]> {
  const rows = source.rows.flatMap((key, row) => (acceptsKey(filter, key, source.lowerIsBetter) ? [row] : []));
  if (filter.min === "" && filter.max === "") return rows;
  const name = filter.metric || source.mainMetric;
  const values = name === undefined ? [] : await source.loadMetric(name);
  const [min, max] = [limit(filter.min, -Infinity), limit(filter.max, Infinity)];
  return rows.filter((row) => {
    const value = values[row];
    return value !== null && value !== undefined && value >= min && value <= max;
  });
}

function outputText(row: LoadedRow): string {
  return row.predictions
    .map(({ prediction }) => [prediction.predicted_text, prediction.mapped_output, prediction.thinking_text].join("\n"))
    .join("\n");
}

function annotationText(row: LoadedRow): string {
  return row.predictions.map(({ prediction }) => JSON.stringify(prediction.annotations ?? {})).join("\n");
}

function textOf(row: LoadedRow, field: TextField): string {
  const parts: Record<Exclude<TextField, "everything">, () => string> = {
    input: () => inputText(row.instance.input),
    references: () => referenceTexts(row.instance).join("\n"),
    output: () => outputText(row),
    annotations: () => annotationText(row),
    id: () => row.instance.id,
  };
  return field === "everything"
    ? Object.values(parts)
        .map((part) => part())
        .join("\n")
    : parts[field]();
}

const PAGES_AT_ONCE = 6;

/** Rows, by the page they are in. */
function byPage(rows: readonly number[], pageStarts: readonly number[]): number[][] {
  const pages: number[][] = pageStarts.map(() => []);
  let page = 0;
  for (const row of rows) {
    while ((pageStarts[page + 1] ?? Infinity) <= row) page++;
    pages[page]?.push(row);
  }
  return pages.filter((page) => page.length > 0);
}

/** Reports the rows whose text matches, page after page; stops when the signal is aborted. */
export async function searchRows(
  source: InstanceSource,
  rows: readonly number[],
  filter: InstanceFilter,
  signal: AbortSignal,
  report: (found: number[], share: number) => void,
): Promise<void> {
  const matches = textTest(filter.query, false);
  const pages = byPage(rows, source.pageStarts);
  const found: number[] = [];
  for (let start = 0; start < pages.length && !signal.aborted; start += PAGES_AT_ONCE) {
    const part = pages.slice(start, start + PAGES_AT_ONCE).flat();
    const loaded = await Promise.all(part.map((row) => source.load(row)));
    part.forEach((row, i) => {
      const content = loaded[i];
      if (content && matches(textOf(content, filter.field))) found.push(row);
    });
    if (!signal.aborted) report([...found], Math.min(1, (start + PAGES_AT_ONCE) / pages.length));
  }
}
