import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { shortened } from "../logic/shortened";

interface Props {
  title: string;
  counts: { name: string; count: number }[];
}

const ROW_HEIGHT = 28;

/** How often each value occurs, as bars. */
export default function TallyChart({ title, counts }: Props) {
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <ResponsiveContainer width="100%" height={counts.length * ROW_HEIGHT + 10}>
        <BarChart data={counts} layout="vertical" margin={{ right: 32 }} accessibilityLayer={false}>
          <XAxis type="number" hide />
          <YAxis
            type="category"
            dataKey="name"
            width={140}
            interval={0}
            tickFormatter={shortened}
            stroke="var(--quiet)"
            fontSize={12}
          />
          <Bar dataKey="count" fill="var(--accent)" isAnimationActive={false}>
            <LabelList dataKey="count" position="right" fill="var(--text)" fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
