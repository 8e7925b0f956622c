import type { BoardTable } from "../data/leaderboard";
import { tableFile } from "../data/tables";
import { toCsv } from "../logic/csv";
import { downloadText } from "../logic/download";
import { csvRows, type TableView } from "../logic/tableView";
import { CompareAllLink } from "./CompareAllLink";
import { CopyLink } from "./CopyLink";

interface Props {
  board: BoardTable;
  group: string;
  view: TableView;
  intervals: boolean;
}

export function LeaderboardDownloads({ board, group, view, intervals }: Props) {
  const { table, hasFiles } = board;
  const name = `${group}_${table.name ?? table.title}`;
  const csv = () => downloadText(`${name}.csv`, toCsv(csvRows(view, intervals)), "text/csv");
  return (
    <p className="actions">
      <button type="button" onClick={csv}>
        CSV
      </button>
      {hasFiles && table.name !== undefined && (
        <>
          <a href={tableFile("latex", group, table.name)} download>
            LaTeX
          </a>
          <a href={tableFile("json", group, table.name)} download>
            JSON
          </a>
        </>
      )}
      <CopyLink />
      <CompareAllLink table={table} />
    </p>
  );
}
