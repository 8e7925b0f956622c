import type { BriefRun } from "../data/runs";

/** Short names that tell runs apart: their models if these differ, else their whole names. */
export function runLabels(runs: readonly BriefRun[]): string[] {
  const models = runs.map((run) => run.model);
  return new Set(models).size === runs.length ? models : runs.map((run) => run.name);
}

/** What runs must share to be compared instance by instance. */
export function scenarioKey(run: BriefRun): string {
  const args = Object.entries(run.scenario.args ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([run.scenario.class_name, args]);
}

/** The scenario and its arguments for people: the run's name without the settings of the model. */
export function scenarioLabel(run: BriefRun): string {
  const args = Object.entries(run.scenario.args ?? {}).map(([name, value]) => `${name}=${String(value)}`);
  const scenario = run.name.split(/[:,]/)[0] ?? run.name;
  return args.length ? `${scenario}: ${args.join(", ")}` : scenario;
}
