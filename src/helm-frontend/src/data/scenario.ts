import { fetchOptionalJson } from "./fetchJson";
import { runFile } from "./site";

/** `scenario.json` of a run. */
export interface Scenario {
  name: string;
  description?: string;
  tags?: string[];
}

/** A run of which only the stats were kept has none. */
export function loadScenario(suite: string, folder: string): Promise<Scenario | undefined> {
  return fetchOptionalJson<Scenario>(runFile(suite, folder, "scenario.json"));
}
