import type { BriefRun } from "../data/runs";
import { textTest } from "./search";

export interface RunFilter {
  query: string;
  regex: boolean;
  group: string;
  model: string;
  metric: string;
  suite: string;
}

export function filterRuns(runs: readonly BriefRun[], filter: RunFilter): BriefRun[] {
  const matches = textTest(filter.query, filter.regex);
  return runs.filter(
    (run) =>
      matches(run.name) &&
      (!filter.group || run.groups.includes(filter.group)) &&
      (!filter.model || run.model === filter.model) &&
      (!filter.metric || run.mainMetric?.name === filter.metric) &&
      (!filter.suite || run.suite === filter.suite),
  );
}

/** The scenario's arguments that name its part: `subject` or `task` first, else all of them. */
export function scenarioPart(run: BriefRun): string {
  const args = run.scenario.args ?? {};
  const known = args["subject"] ?? args["task"];
  if (typeof known === "string") return known;
  return Object.entries(args)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}

/** Name of a class without its modules. */
export function className(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
