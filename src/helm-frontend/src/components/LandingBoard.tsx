import { use, useMemo } from "react";
import { Link } from "react-router";
import { loadBoard } from "../data/leaderboard";
import type { ListedGroup } from "../data/tables";
import { leaderboardLink } from "../logic/links";
import { compareValues, rowValue } from "../logic/sortRows";
import { defaultSorting, viewOf } from "../logic/tableView";

const MAX_ROWS = 10;

/** The best rows of a group's first table by its first column. */
export function LandingBoard({ group }: { group: ListedGroup }) {
  const [board] = use(loadBoard(group.name));
  const view = useMemo(() => board && viewOf(board.table, undefined), [board]);
  if (!view?.columns[0]) return null;
  const sign = defaultSorting(view).descending ? -1 : 1;
  const rows = view.rows
    .filter((row) => rowValue(row, 0) !== undefined)
    .sort((a, b) => sign * compareValues(rowValue(a, 0), rowValue(b, 0)));
  return (
    <section className="card">
      <h2>
        <Link to={leaderboardLink(group.name)} dir="auto">
          {group.label}
        </Link>
      </h2>
      <table className="list narrow">
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col" className="number" dir="auto">
              {view.columns[0].label}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_ROWS).map((row) => (
            <tr key={row.label}>
              <td dir="auto">{row.label}</td>
              <td className="number">{row.cells[0]?.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Link to={leaderboardLink(group.name)}>See the leaderboard</Link>
    </section>
  );
}
