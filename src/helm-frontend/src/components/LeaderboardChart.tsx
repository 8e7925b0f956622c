import { Bar, BarChart, CartesianGrid, ErrorBar, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { sortedColumn } from "../logic/sortRows";
import { shortened } from "../logic/shortened";
import type { Sorting, TableView, ViewRow } from "../logic/tableView";

interface ChartBar {
  name: string;
  value: number;
  error: [number, number];
}

function barOf(row: ViewRow, column: number): ChartBar[] {
  const cell = row.cells[column];
  const value = cell?.cell.value;
  if (typeof value !== "number") return [];
  const [low, high] = cell?.interval ?? [value, value];
  return [{ name: row.label, value, error: [value - low, high - value] }];
}

const ROW_HEIGHT = 26;

/** Bars of one column with their intervals. The table beside it holds the same for those who cannot see it. */
export default function LeaderboardChart({ view, sorting }: { view: TableView; sorting?: Sorting }) {
  const column = Math.max(0, sorting ? sortedColumn(view, sorting) : 0);
  const bars = view.rows.flatMap((row) => barOf(row, column));
  return (
    <figure className="chart">
      <figcaption>
        <bdi>{view.columns[column]?.label}</bdi>
      </figcaption>
      <ResponsiveContainer width="100%" height={bars.length * ROW_HEIGHT + 50}>
        <BarChart data={bars} layout="vertical" margin={{ right: 24 }} accessibilityLayer={false}>
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis type="number" stroke="var(--quiet)" fontSize={12} />
          <YAxis
            type="category"
            dataKey="name"
            width={200}
            interval={0}
            tickFormatter={shortened}
            stroke="var(--quiet)"
            fontSize={12}
          />
          <Tooltip
            cursor={{ fill: "var(--hover)" }}
            contentStyle={{ background: "var(--panel)", border: "1px solid var(--line)" }}
          />
          <Bar dataKey="value" fill="var(--accent)" isAnimationActive={false}>
            <ErrorBar dataKey="error" direction="x" stroke="var(--text)" width={4} isAnimationActive={false} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
