import type { Model } from "../data/schema";
import { shortened } from "../logic/shortened";
import type { Sorting, TableView, ViewCell, ViewColumn } from "../logic/tableView";
import { LeaderboardCell } from "./LeaderboardCell";
import { LeaderboardRowHead } from "./LeaderboardRowHead";
import { ScrollRegion } from "./ScrollRegion";

/** What a popover tells about, and beside which element. */
export type Explained = { anchor: HTMLElement } & ({ viewCell: ViewCell } | { column: ViewColumn });

interface Props {
  view: TableView;
  sorting?: Sorting;
  /** `undefined` is the column of labels. */
  onSort: (column: ViewColumn | undefined) => void;
  heat: boolean;
  intervals: boolean;
  models: readonly Model[];
  onExplain: (explained: Explained) => void;
}

function ariaSort(sorting: Sorting | undefined, id: string): "ascending" | "descending" | undefined {
  if (sorting?.column !== id) return undefined;
  return sorting.descending ? "descending" : "ascending";
}

function HeaderCell({
  column,
  sorting,
  onSort,
  onExplain,
}: { column: ViewColumn } & Pick<Props, "sorting" | "onSort" | "onExplain">) {
  return (
    <th scope="col" aria-sort={ariaSort(sorting, column.id)}>
      <div className="head">
        <button type="button" className="sort" title={column.label} onClick={() => onSort(column)}>
          <bdi>{shortened(column.label)}</bdi>
        </button>
        <button
          type="button"
          className="about"
          aria-label={`About ${column.label}`}
          onClick={(event) => onExplain({ anchor: event.currentTarget, column })}
        >
          i
        </button>
      </div>
    </th>
  );
}

/** The leaderboard as a table; order and filters come from outside. */
export function LeaderboardTable({ view, sorting, onSort, heat, intervals, models, onExplain }: Props) {
  return (
    <ScrollRegion label="Leaderboard">
      <table className="board">
        <thead>
          <tr>
            <th scope="col" aria-sort={ariaSort(sorting, "")}>
              <button type="button" className="sort" onClick={() => onSort(undefined)}>
                {view.corner}
              </button>
            </th>
            {view.columns.map((column) => (
              <HeaderCell key={column.id} column={column} sorting={sorting} onSort={onSort} onExplain={onExplain} />
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row, i) => (
            <tr key={i}>
              <LeaderboardRowHead row={row} models={models} />
              {row.cells.map((cell, j) => (
                <LeaderboardCell key={j} viewCell={cell} heat={heat} intervals={intervals} onExplain={onExplain} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {view.rows.length === 0 && <p className="empty">No row matches the filters.</p>}
    </ScrollRegion>
  );
}
