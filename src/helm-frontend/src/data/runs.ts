import { loadRunIndex, type IndexedRun, type MainMetric, type OutcomeCounts } from "./runIndex";
import { loadRunSpecs, type ObjectSpec, type RunSpec } from "./runSpecs";
import { loadRunSuites } from "./runSuites";
import { site } from "./site";

/** A run in brief, from `run_index.json`, or from HELM's own files where that is absent. */
export interface BriefRun {
  name: string;
  suite: string;
  folder: string;
  groups: string[];
  model: string;
  method: string;
  scenario: ObjectSpec;
  mainMetric?: MainMetric;
  numInstances?: number;
  outcomes?: OutcomeCounts;
  hasPages: boolean;
  hasScores: boolean;
}

function fromIndex(run: IndexedRun): BriefRun {
  return {
    ...run,
    mainMetric: run.main_metric ?? undefined,
    numInstances: run.num_instances ?? undefined,
    outcomes: run.outcomes ?? undefined,
    hasPages: run.has_pages,
    hasScores: run.has_scores,
  };
}

function fromSpec(spec: RunSpec, suite: string): BriefRun {
  return {
    name: spec.name,
    suite,
    folder: spec.name,
    groups: spec.groups,
    model: spec.adapter_spec.model,
    method: spec.adapter_spec.method,
    scenario: spec.scenario_spec,
    hasPages: false,
    hasScores: false,
  };
}

async function readRuns(): Promise<BriefRun[]> {
  const index = await loadRunIndex();
  if (index) return index.map(fromIndex);
  const [specs, suites] = await Promise.all([loadRunSpecs(), site().release ? loadRunSuites() : undefined]);
  return specs.map((spec) => fromSpec(spec, suites?.[spec.name] ?? site().suite ?? "latest"));
}

let loaded: Promise<BriefRun[]> | undefined;

export function loadRuns(): Promise<BriefRun[]> {
  loaded ??= readRuns();
  return loaded;
}

/** Whether the suite has the files that HELM's own summaries lack. */
export async function hasOwnFiles(): Promise<boolean> {
  return (await loadRunIndex()) !== undefined;
}

const runsByName = new Map<string, Promise<BriefRun | undefined>>();

export function loadRun(name: string): Promise<BriefRun | undefined> {
  let run = runsByName.get(name);
  if (!run) {
    run = loadRuns().then((runs) => runs.findLast((candidate) => candidate.name === name));
    runsByName.set(name, run);
  }
  return run;
}
