import type { Model } from "../data/schema";
import { acceptsModel, modelOfLabel, type ModelFilter } from "./models";
import { textTest } from "./search";
import { defaultSorting, transposed, withoutColumns, type Sorting, type TableView } from "./tableView";

/** Stands in addresses for the column of labels. */
export const LABELS = ":labels";

/** What is shown of a table, and how. */
export interface BoardState {
  tab: number;
  filter: ModelFilter;
  hidden: ReadonlySet<string>;
  transposed: boolean;
  heat: boolean;
  intervals: boolean;
  sorting?: Sorting;
}

/** The state in an address; `byMetric` is whether the table is transposed if the address does not say. */
export function parseBoardState(params: URLSearchParams, tables: number, byMetric: boolean): BoardState {
  const sort = params.get("sort");
  const tab = Number.parseInt(params.get("tab") ?? "0", 10);
  return {
    tab: tab >= 0 && tab < tables ? tab : 0,
    filter: {
      text: params.get("model") ?? "",
      creator: params.get("creator") ?? "",
      access: params.get("access") ?? "",
    },
    hidden: new Set(params.getAll("hide")),
    transposed: (params.get("transposed") ?? (byMetric ? "1" : "0")) === "1",
    heat: params.get("heat") !== "0",
    intervals: params.get("intervals") === "1",
    sorting:
      sort === null ? undefined : { column: sort === LABELS ? "" : sort, descending: params.get("dir") !== "asc" },
  };
}

/** The view after filters, hidden columns and transposition. */
export function visibleView(full: TableView, state: BoardState, models: readonly Model[]): TableView {
  const matches = textTest(state.filter.text, true);
  const rows = full.rows.filter(
    (row) => matches(row.label) && acceptsModel(state.filter, modelOfLabel(row.label, models)),
  );
  const view = withoutColumns({ ...full, rows }, state.hidden);
  return state.transposed ? transposed(view) : view;
}

/** The sorting to use: the chosen one, or HELM's; the transposed view keeps the order of the metrics. */
export function effectiveSorting(view: TableView, state: BoardState): Sorting | undefined {
  const { sorting } = state;
  if (sorting && (sorting.column === "" || view.columns.some(({ id }) => id === sorting.column))) return sorting;
  return state.transposed ? undefined : defaultSorting(view);
}
