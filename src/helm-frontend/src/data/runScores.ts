import { openInstances } from "./openRun";
import type { BriefRun } from "./runs";
import { describingGroup, loadSchema } from "./schema";
import { loadScores } from "./scores";

export interface ScoredInstance {
  id: string;
  perturbation?: string;
  score: number;
}

/** The main metric of each instance of a run. */
export interface RunScores {
  run: BriefRun;
  metric: string;
  lowerIsBetter: boolean;
  instances: ScoredInstance[];
}

async function fromScores(run: BriefRun): Promise<Omit<RunScores, "lowerIsBetter">> {
  const file = await loadScores(run.suite, run.folder);
  const instances = file.instance_id.flatMap((id, i) => {
    const [score, place] = [file.score[i], file.perturbation[i]];
    if (typeof score !== "number") return [];
    return [{ id, score, perturbation: typeof place === "number" ? file.perturbations[place] : undefined }];
  });
  return { run, metric: file.metric, instances };
}

async function fromInstances(run: BriefRun, split: string | undefined): Promise<Omit<RunScores, "lowerIsBetter">> {
  const { rows, mainMetric = "" } = await openInstances(run);
  const counted = rows.filter((row) => split === undefined || split === "__all__" || row.split === split);
  const instances = counted.flatMap(({ id, perturbation, score }) =>
    score === undefined ? [] : [{ id, perturbation, score }],
  );
  return { run, metric: mainMetric, instances };
}

async function read(run: BriefRun): Promise<RunScores> {
  const schema = await loadSchema();
  const split = describingGroup(schema, run.groups)?.environment?.["main_split"];
  const scores = await (run.hasScores ? fromScores(run) : fromInstances(run, split));
  return { ...scores, lowerIsBetter: schema.metrics.get(scores.metric)?.lower_is_better === true };
}

const scoresOf = new Map<string, Promise<RunScores>>();

export function loadRunScores(run: BriefRun): Promise<RunScores> {
  const key = `${run.suite}/${run.folder}`;
  const scores = scoresOf.get(key) ?? read(run);
  scoresOf.set(key, scores);
  return scores;
}

const together = new Map<string, Promise<RunScores[]>>();

export function loadAllScores(runs: readonly BriefRun[]): Promise<RunScores[]> {
  const key = JSON.stringify(runs.map((run) => [run.suite, run.folder]));
  const scores = together.get(key) ?? Promise.all(runs.map(loadRunScores));
  together.set(key, scores);
  return scores;
}
