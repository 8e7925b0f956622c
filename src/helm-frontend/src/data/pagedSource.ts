import {
  loadInstanceIndex,
  loadInstanceMetrics,
  loadInstancePage,
  type ByteRange,
  type InstanceIndex,
  type PagedRow,
} from "./displayInstances";
import { fetchJsonRange } from "./fetchJson";
import type { LoadedRow, PlainSource, RowKey } from "./instanceSource";
import type { DisplayRequest } from "./requests";
import type { BriefRun } from "./runs";
import type { RequestState } from "./scenarioState";
import { runFile } from "./site";

function rowKeys(index: InstanceIndex): RowKey[] {
  const named = (names: readonly string[], position: number | null | undefined) =>
    position === null || position === undefined ? undefined : names[position];
  const perturbations = index.perturbations.map((perturbation) => perturbation.name);
  return index.instance_id.map((id, row) => ({
    id,
    split: named(index.splits, index.split[row]),
    perturbation: named(perturbations, index.perturbation[row]),
    outcome: named(index.outcomes, index.outcome[row]),
    score: index.score[row] ?? undefined,
  }));
}

/** The page that a row is in: the last one that does not begin after it. */
export function pageOf(row: number, pageStarts: readonly number[]): number {
  let low = 0;
  let high = pageStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pageStarts[middle] ?? Infinity) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

function withLoaders(row: PagedRow, index: InstanceIndex, { suite, folder }: BriefRun): LoadedRow {
  const part = async <T>(file: string, range: ByteRange | undefined, size: number | null | undefined) =>
    range && fetchJsonRange<T>(runFile(suite, folder, file), range, size ?? undefined);
  return {
    instance: row.instance,
    predictions: row.predictions.map((prediction) => ({
      prediction,
      outcome: prediction.outcome,
      loadRequest: async () =>
        (await part<DisplayRequest>("display_requests.json", prediction.request, index.request_file_size))?.request,
      loadState: async () => part<RequestState>("scenario_state.json", prediction.state, index.state_file_size),
    })),
  };
}

/** Reads `display_instances/`: a page at a time. */
export async function openPages(run: BriefRun): Promise<PlainSource> {
  const index = await loadInstanceIndex(run.suite, run.folder);
  return {
    rows: rowKeys(index),
    mainMetric: index.main_metric ?? undefined,
    metrics: index.metrics,
    pageStarts: index.page_starts,
    load: async (row) => {
      const page = pageOf(row, index.page_starts);
      const { rows } = await loadInstancePage(run.suite, run.folder, page);
      const found = rows[row - (index.page_starts[page] ?? 0)];
      if (!found)
        throw new Error(`Page ${page} of ${run.name} is shorter than its index says: summarize the suite again.`);
      return withLoaders(found, index, run);
    },
    loadMetric: async (name) => (await loadInstanceMetrics(run.suite, run.folder)).metrics[name] ?? [],
  };
}
