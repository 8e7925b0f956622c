import { use, useMemo } from "react";
import { loadRunIntervals, type MetricInterval } from "../data/intervals";
import { hasOwnFiles, type BriefRun } from "../data/runs";
import type { Schema } from "../data/schema";
import { loadStats, type Stat } from "../data/stats";
import { useUrlState } from "../hooks/useUrlState";
import { formatInterval, formatNumber } from "../logic/numbers";
import { textTest } from "../logic/search";
import { statLabel } from "../logic/statNames";
import { SearchField } from "./SearchField";
import { VirtualTable } from "./VirtualTable";

const VALUES = ["mean", "min", "max", "sum", "sum_squared", "variance", "stddev"] as const;

type IntervalKey = Pick<MetricInterval, "name" | "split" | "sub_split" | "perturbation">;

function keyOf({ name, split, sub_split, perturbation }: IntervalKey): string {
  return JSON.stringify([name, split, sub_split, perturbation]);
}

const read = new Map<string, Promise<Map<string, MetricInterval>>>();

function loadIntervals({ suite, folder }: BriefRun): Promise<Map<string, MetricInterval>> {
  const key = `${suite}/${folder}`;
  const load = async () => {
    const intervals = (await hasOwnFiles()) ? await loadRunIntervals(suite, folder) : undefined;
    return new Map((intervals ?? []).map((interval) => [keyOf(interval), interval]));
  };
  const promise = read.get(key) ?? load();
  read.set(key, promise);
  return promise;
}

function intervalOf(stat: Stat, intervals: Map<string, MetricInterval>): MetricInterval | undefined {
  const { name, split, sub_split, perturbation } = stat.name;
  if (perturbation && perturbation.computed_on !== "perturbed") return undefined;
  return intervals.get(
    keyOf({ name, split: split ?? null, sub_split: sub_split ?? null, perturbation: perturbation?.name ?? null }),
  );
}

/** All stats of the run with their intervals. */
export function RunMetrics({ run, schema }: { run: BriefRun; schema: Schema }) {
  const stats = use(loadStats(run.suite, run.folder));
  const intervals = use(loadIntervals(run));
  const { get, set } = useUrlState();
  const labelled = useMemo(() => stats.map((stat) => ({ stat, label: statLabel(stat.name, schema) })), [stats, schema]);
  const matches = textTest(get("metricq"), true);
  const shown = labelled.filter(({ stat, label }) => matches(`${label} ${stat.name.name}`));
  return (
    <>
      <div className="tools">
        <SearchField
          label="Metric"
          value={get("metricq")}
          onChange={(metricq) => set({ metricq })}
          placeholder="name or regex"
        />
        <output className="count">{shown.length} metrics</output>
      </div>
      <VirtualTable
        label="Metrics"
        className="stats"
        titles={["Metric", "Mean", "95 % interval", ...VALUES.slice(1), "count"]}
        count={shown.length}
        renderRow={(index) => {
          const item = shown[index];
          if (!item) return null;
          const interval = intervalOf(item.stat, intervals);
          return (
            <tr key={index} className="fixed-row">
              <th
                scope="row"
                title={schema.metrics.get(item.stat.name.name)?.description ?? item.stat.name.name}
                dir="auto"
              >
                {item.label}
              </th>
              <td className="number">{formatNumber(item.stat.mean)}</td>
              <td className="number" title={interval?.method}>
                {interval && formatInterval(interval.low, interval.high)}
              </td>
              {VALUES.slice(1).map((name) => (
                <td key={name} className="number">
                  {formatNumber(item.stat[name])}
                </td>
              ))}
              <td className="number">{item.stat.count}</td>
            </tr>
          );
        }}
      />
    </>
  );
}
