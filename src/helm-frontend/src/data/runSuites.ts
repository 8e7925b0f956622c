import { fetchJson } from "./fetchJson";
import { suiteFile } from "./site";

/** `runs_to_run_suites.json`: the suite that holds each run of a release. */
export function loadRunSuites(): Promise<Record<string, string>> {
  return fetchJson<Record<string, string>>(suiteFile("runs_to_run_suites.json"));
}
