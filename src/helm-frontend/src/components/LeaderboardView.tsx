import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import type { BoardTable } from "../data/leaderboard";
import type { Model } from "../data/schema";
import type { LeaderboardState } from "../hooks/useLeaderboardState";
import { useSortedView } from "../hooks/useSortedView";
import { effectiveSorting, LABELS } from "../logic/leaderboardState";
import type { TableView, ViewColumn } from "../logic/tableView";
import { Loading } from "./Loading";
import { LeaderboardDownloads } from "./LeaderboardDownloads";
import { LeaderboardTable, type Explained } from "./LeaderboardTable";
import { CellDetails, ColumnDetails } from "./LeaderboardDetails";
import { Popover } from "./Popover";

const LeaderboardChart = lazy(() => import("./LeaderboardChart"));

interface Props {
  board: BoardTable;
  group: string;
  view: TableView;
  state: LeaderboardState;
  models: readonly Model[];
}

function nextSorting(column: ViewColumn | undefined, current: { column: string; descending: boolean } | undefined) {
  const id = column?.id ?? "";
  if (current?.column === id) return { sort: id, dir: current.descending ? "asc" : "desc" };
  const descending = column !== undefined && column.lowerIsBetter !== true;
  return { sort: id, dir: descending ? "desc" : "asc" };
}

/** A table with its chart, downloads, and details on demand. */
export function LeaderboardView({ board, group, view, state, models }: Props) {
  const [explained, setExplained] = useState<Explained>();
  const [chart, setChart] = useState(false);
  const close = useCallback(() => setExplained(undefined), []);
  const sorting = useMemo(() => effectiveSorting(view, state), [view, state]);
  const sorted = useSortedView(view, sorting);
  const { set } = state;
  const sort = (column: ViewColumn | undefined) => {
    const next = nextSorting(column, sorting);
    set({ sort: next.sort || LABELS, dir: next.dir });
  };
  return (
    <>
      <LeaderboardTable
        view={sorted}
        sorting={sorting}
        onSort={sort}
        heat={state.heat}
        intervals={state.intervals}
        models={models}
        onExplain={setExplained}
      />
      <LeaderboardDownloads board={board} group={group} view={sorted} intervals={state.intervals} />
      {!state.transposed && view.rows.length > 0 && view.columns.length > 0 && (
        <details className="section" onToggle={(event) => setChart(event.currentTarget.open)}>
          <summary>Chart of the column sorted by</summary>
          {chart && (
            <Suspense fallback={<Loading />}>
              <LeaderboardChart view={sorted} sorting={sorting} />
            </Suspense>
          )}
        </details>
      )}
      {explained && (
        <Popover anchor={explained.anchor} label="Details" onClose={close}>
          {"viewCell" in explained ? <CellDetails {...explained} /> : <ColumnDetails column={explained.column} />}
        </Popover>
      )}
    </>
  );
}
