import { meanOf, perturbationName, rowIdentity, type LoadedPrediction, type PlainSource } from "./instanceSource";
import { loadInstances } from "./instances";
import { loadPredictions, type Prediction } from "./predictions";
import { loadRequests } from "./requests";
import type { BriefRun } from "./runs";
import { loadScenarioState } from "./scenarioState";

function identityOf(item: Pick<Prediction, "instance_id" | "perturbation">): string {
  return rowIdentity(item.instance_id, item.perturbation);
}

function loaders(prediction: Prediction, { suite, folder }: BriefRun): LoadedPrediction {
  const identity = identityOf(prediction);
  const trial = prediction.train_trial_index;
  return {
    prediction,
    loadRequest: async () =>
      (await loadRequests(suite, folder)).find(
        (item) => item.train_trial_index === trial && identityOf(item) === identity,
      )?.request,
    loadState: async () =>
      (await loadScenarioState(suite, folder)).request_states.find(
        (state) =>
          state.train_trial_index === trial &&
          rowIdentity(state.instance.id, state.instance.perturbation) === identity &&
          state.request_mode !== "calibration" &&
          (prediction.reference_index === undefined || state.reference_index === prediction.reference_index),
      ),
  };
}

function grouped(predictions: readonly Prediction[]): Map<string, Prediction[]> {
  const groups = new Map<string, Prediction[]>();
  for (const prediction of predictions) {
    const identity = identityOf(prediction);
    const group = groups.get(identity);
    if (group) group.push(prediction);
    else groups.set(identity, [prediction]);
  }
  return groups;
}

/** Reads HELM's own files, which hold all instances of a run at once. */
export async function openWhole(run: BriefRun, mainMetric: string | undefined): Promise<PlainSource> {
  const [instances, predictions] = await Promise.all([
    loadInstances(run.suite, run.folder),
    loadPredictions(run.suite, run.folder),
  ]);
  const byInstance = grouped(predictions);
  const answers = instances.map((instance) => byInstance.get(rowIdentity(instance.id, instance.perturbation)) ?? []);
  const metric = (name: string, row: number) => meanOf((answers[row] ?? []).map((answer) => answer.stats?.[name]));
  return {
    rows: instances.map((instance, row) => ({
      id: instance.id,
      split: instance.split,
      perturbation: perturbationName(instance.perturbation),
      score: mainMetric === undefined ? undefined : metric(mainMetric, row),
    })),
    mainMetric,
    metrics: [...new Set(predictions.flatMap((prediction) => Object.keys(prediction.stats ?? {})))].sort(),
    pageStarts: [0],
    load: async (row) => {
      const instance = instances[row];
      if (!instance) throw new Error(`The run has no row ${row}.`);
      return { instance, predictions: (answers[row] ?? []).map((answer) => loaders(answer, run)) };
    },
    loadMetric: async (name) => instances.map((_, row) => metric(name, row) ?? null),
  };
}
