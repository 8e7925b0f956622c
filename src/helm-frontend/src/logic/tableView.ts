import type { CellInterval, TableIntervals } from "../data/intervals";
import type { Cell, HeaderCell, Table } from "../data/tables";
import { formatNumber } from "./numbers";

/** A cell of a leaderboard with everything that is shown about it. */
export interface ViewCell {
  cell: Cell;
  text: string;
  interval?: CellInterval;
  /** Goodness among the cells of its metric, from 0 (worst) to 1 (best); absent where no order is defined. */
  shade?: number;
  metric: HeaderCell;
  rowLabel: string;
}

export interface ViewColumn {
  id: string;
  label: string;
  description?: string;
  lowerIsBetter?: boolean;
}

export interface TableView {
  /** Title of the first column, which holds the labels of the rows. */
  corner: string;
  columns: ViewColumn[];
  rows: ViewRow[];
}

export interface ViewRow {
  label: string;
  head: Cell;
  cells: ViewCell[];
}

export function cellText(cell: Cell): string {
  if (cell.display_value !== undefined) return cell.display_value;
  return typeof cell.value === "number" ? formatNumber(cell.value) : (cell.value ?? "-");
}

function shades(values: readonly (number | undefined)[], lowerIsBetter: boolean | undefined): (number | undefined)[] {
  const known = values.filter((value): value is number => value !== undefined && Number.isFinite(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (lowerIsBetter === undefined || known.length < 2 || low === high) return values.map(() => undefined);
  return values.map((value) => {
    if (value === undefined || !Number.isFinite(value)) return undefined;
    const share = (value - low) / (high - low);
    return lowerIsBetter ? 1 - share : share;
  });
}

function numberOf(cell: Cell | undefined): number | undefined {
  return typeof cell?.value === "number" ? cell.value : undefined;
}

/** Ids of columns go into addresses: their names, made different where two are equal. */
function columnIds(labels: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}

export function viewOf(table: Table, intervals: TableIntervals | undefined): TableView {
  const metrics = table.header.slice(1);
  const ids = columnIds(metrics.map((header) => String(header.value ?? "")));
  const columnShades = metrics.map((header, j) =>
    shades(
      table.rows.map((row) => numberOf(row[j + 1])),
      header.lower_is_better,
    ),
  );
  return {
    corner: String(table.header[0]?.value ?? ""),
    columns: metrics.map((header, j) => ({
      id: ids[j] ?? "",
      label: String(header.value ?? ""),
      description: header.description,
      lowerIsBetter: header.lower_is_better,
    })),
    rows: table.rows.map((row, i) => ({
      label: String(row[0]?.value ?? ""),
      head: row[0] ?? {},
      cells: metrics.map((metric, j) => ({
        cell: row[j + 1] ?? {},
        text: cellText(row[j + 1] ?? {}),
        interval: intervals?.rows[i]?.[j + 1] ?? undefined,
        shade: columnShades[j]?.[i],
        metric,
        rowLabel: String(row[0]?.value ?? ""),
      })),
    })),
  };
}

/** Rows become columns; the shading stays that of the metrics. */
export function transposed(view: TableView): TableView {
  const ids = columnIds(view.rows.map((row) => row.label));
  return {
    corner: "Metric",
    columns: view.rows.map((row, i) => ({ id: ids[i] ?? "", label: row.label })),
    rows: view.columns.map((column, j) => ({
      label: column.label,
      head: { value: column.label, description: column.description },
      cells: view.rows.flatMap((row) => row.cells[j] ?? []),
    })),
  };
}

export function withoutColumns(view: TableView, hidden: ReadonlySet<string>): TableView {
  if (hidden.size === 0) return view;
  const kept = view.columns.map((column) => !hidden.has(column.id));
  return {
    ...view,
    columns: view.columns.filter((_, j) => kept[j]),
    rows: view.rows.map((row) => ({ ...row, cells: row.cells.filter((_, j) => kept[j]) })),
  };
}

export interface Sorting {
  /** Id of a column; empty for the labels. */
  column: string;
  descending: boolean;
}

/** The first column of numbers, best first, as HELM sorts. */
export function defaultSorting(view: TableView): Sorting {
  const first = view.columns[0];
  return { column: first?.id ?? "", descending: first !== undefined && first.lowerIsBetter !== true };
}

/** The cells as rows of values for a CSV file, with the interval's ends beside each value if wanted. */
export function csvRows(view: TableView, withIntervals: boolean): (string | number | undefined)[][] {
  const header = view.columns.flatMap((column) =>
    withIntervals ? [column.label, `${column.label} (low)`, `${column.label} (high)`] : [column.label],
  );
  const cells = (row: ViewRow) =>
    row.cells.flatMap(({ cell, interval }) =>
      withIntervals ? [cell.value, interval?.[0], interval?.[1]] : [cell.value],
    );
  return [[view.corner, ...header], ...view.rows.map((row) => [row.label, ...cells(row)])];
}
