import { fetchOptionalJson } from "./fetchJson";
import { runFile } from "./site";

/** `data_manifest.json` of a run: the outside data it was made from, with checksums. */
export function loadDataManifest(suite: string, folder: string): Promise<unknown> {
  return fetchOptionalJson<unknown>(runFile(suite, folder, "data_manifest.json"));
}
