import { fetchJson } from "./fetchJson";
import { runFile } from "./site";

/** `scores.json` of a run: the main metric of each instance and perturbation, as columns. */
export interface Scores {
  metric: string;
  split: string;
  perturbations: string[];
  instance_id: string[];
  perturbation: (number | null)[];
  score: (number | null)[];
}

export function loadScores(suite: string, folder: string): Promise<Scores> {
  return fetchJson<Scores>(runFile(suite, folder, "scores.json"));
}
