import { fetchJson } from "./fetchJson";
import type { Instance } from "./instances";
import { runFile } from "./site";

export interface Token {
  text: string;
  logprob: number | null;
}

export interface Completion {
  text: string;
  logprob?: number | null;
  tokens?: Token[];
  finish_reason?: Record<string, unknown>;
}

/** An item of `request_states` in `scenario_state.json`. */
export interface RequestState {
  instance: Instance;
  train_trial_index: number;
  request_mode?: string;
  reference_index?: number;
  result?: { completions?: Completion[]; error?: string } & Record<string, unknown>;
}

export function loadScenarioState(suite: string, folder: string): Promise<{ request_states: RequestState[] }> {
  return fetchJson<{ request_states: RequestState[] }>(runFile(suite, folder, "scenario_state.json"));
}
