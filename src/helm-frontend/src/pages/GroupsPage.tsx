import { use } from "react";
import { Link } from "react-router";
import { linkedGroup, loadGroupList, type Table } from "../data/tables";
import { useTitle } from "../hooks/useTitle";
import { leaderboardLink } from "../logic/links";
import { cellText } from "../logic/tableView";
import { ScrollRegion } from "../components/ScrollRegion";

function GroupTable({ table }: { table: Table }) {
  return (
    <section>
      <h2 dir="auto">{table.title}</h2>
      <ScrollRegion label={table.title}>
        <table className="list">
          <thead>
            <tr>
              {table.header.map((cell, i) => (
                <th key={i} scope="col" title={cell.description}>
                  {cell.value}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j} title={cell.description} dir="auto">
                    {j === 0 ? <Link to={leaderboardLink(linkedGroup(cell) ?? "")}>{cell.value}</Link> : cellText(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

/** All groups with their numbers of instances, tokens and models. */
export function GroupsPage() {
  const tables = use(loadGroupList());
  useTitle("Groups");
  return (
    <>
      <h1>Groups</h1>
      {tables.map((table, i) => (
        <GroupTable key={i} table={table} />
      ))}
    </>
  );
}
