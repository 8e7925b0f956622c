import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { compareValues, rowValue } from "../logic/sortRows";
import type { Sorting, TableView, ViewRow } from "../logic/tableView";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;

const LABELS_ID = ":labels";

function columnDef(id: string, position: number): ColumnDef<Features, ViewRow> {
  const valueOf = (row: Row<Features, ViewRow>) => rowValue(row.original, position);
  return {
    id,
    accessorFn: (row) => rowValue(row, position),
    sortUndefined: "last",
    sortFn: (a, b) => compareValues(valueOf(a), valueOf(b)),
  };
}

/** The view with its rows in order, missing values last. */
export function useSortedView(view: TableView, sorting: Sorting | undefined): TableView {
  const columns = useMemo(
    () => [columnDef(LABELS_ID, -1), ...view.columns.map((column, i) => columnDef(column.id, i))],
    [view],
  );
  const state = useMemo(
    () => ({ sorting: sorting ? [{ id: sorting.column || LABELS_ID, desc: sorting.descending }] : [] }),
    [sorting],
  );
  const { rows } = useTable({ features, columns, data: view.rows, state }).getRowModel();
  return useMemo(() => ({ ...view, rows: rows.map((row) => row.original) }), [view, rows]);
}
