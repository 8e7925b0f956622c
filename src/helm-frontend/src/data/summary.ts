import { fetchJson } from "./fetchJson";
import { suiteFile } from "./site";

/** `summary.json`: which suite or release this is, and when it was made. */
export interface Summary {
  suite?: string;
  release?: string;
  suites?: string[];
  date?: string;
  /** Whether there are files besides those of HELM: `run_index.json` and so on. */
  has_site_files?: boolean;
}

export function loadSummary(): Promise<Summary> {
  return fetchJson<Summary>(suiteFile("summary.json"));
}
