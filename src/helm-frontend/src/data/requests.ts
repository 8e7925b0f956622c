import { fetchJson } from "./fetchJson";
import type { Message, Multimedia, Perturbation } from "./instances";
import { runFile } from "./site";

export type Request = {
  prompt?: string;
  messages?: Message[];
  multimodal_prompt?: Multimedia;
} & Record<string, unknown>;

/** An item of `display_requests.json`. */
export interface DisplayRequest {
  instance_id: string;
  perturbation?: Perturbation;
  train_trial_index: number;
  request: Request;
}

export function loadRequests(suite: string, folder: string): Promise<DisplayRequest[]> {
  return fetchJson<DisplayRequest[]>(runFile(suite, folder, "display_requests.json"));
}
