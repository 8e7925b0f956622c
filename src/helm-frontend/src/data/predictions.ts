import { fetchJson } from "./fetchJson";
import type { Perturbation } from "./instances";
import { runFile } from "./site";

/** An item of `display_predictions.json`. */
export interface Prediction {
  instance_id: string;
  perturbation?: Perturbation;
  train_trial_index: number;
  predicted_text: string;
  truncated_predicted_text?: string;
  base64_images?: string[];
  mapped_output?: string;
  reference_index?: number;
  stats?: Record<string, number | null>;
  annotations?: Record<string, unknown>;
  thinking_text?: string;
}

export function loadPredictions(suite: string, folder: string): Promise<Prediction[]> {
  return fetchJson<Prediction[]>(runFile(suite, folder, "display_predictions.json"));
}
