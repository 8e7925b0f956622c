import type { Sorting, TableView, ViewRow } from "./tableView";

export type CellValue = string | number | undefined;

/** The value of a row that is sorted by; column −1 is that of the labels. */
export function rowValue(row: ViewRow, column: number): CellValue {
  return column < 0 ? row.label : row.cells[column]?.cell.value;
}

/** Ascending: numbers before texts. */
export function compareValues(a: CellValue, b: CellValue): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? -1 : 1;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** Position of the column that is sorted by; −1 for the labels. */
export function sortedColumn(view: TableView, sorting: Sorting): number {
  return sorting.column === "" ? -1 : view.columns.findIndex(({ id }) => id === sorting.column);
}
