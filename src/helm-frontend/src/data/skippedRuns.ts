import { fetchOptionalJson } from "./fetchJson";
import { hasOwnFiles } from "./runs";
import { suiteFile } from "./site";

/** An item of `skipped_runs.json`: a folder that could not be read, and why. */
export interface SkippedRun {
  suite: string;
  folder: string;
  reason: string;
}

async function readSkippedRuns(): Promise<SkippedRun[]> {
  if (!(await hasOwnFiles())) return [];
  return (await fetchOptionalJson<SkippedRun[]>(suiteFile("skipped_runs.json"))) ?? [];
}

let loaded: Promise<SkippedRun[]> | undefined;

export function loadSkippedRuns(): Promise<SkippedRun[]> {
  loaded ??= readSkippedRuns();
  return loaded;
}
