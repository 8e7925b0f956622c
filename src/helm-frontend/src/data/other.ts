import { fetchOptionalJson } from "./fetchJson";
import { suiteFile } from "./site";
import type { Table } from "./tables";

/** An item of `other.json`: what was computed but has no place in the schema. */
export interface OtherGroup {
  name: string;
  reason: "group_not_in_schema" | "metrics_not_in_schema";
  hint: string;
  tables: Table[];
}

export async function loadOtherGroups(): Promise<OtherGroup[]> {
  return (await fetchOptionalJson<{ groups: OtherGroup[] }>(suiteFile("other.json")))?.groups ?? [];
}
