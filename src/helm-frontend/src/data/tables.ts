import { fetchJson } from "./fetchJson";
import { suiteFile } from "./site";

export interface Cell {
  value?: string | number;
  display_value?: string;
  description?: string;
  href?: string;
  style?: Record<string, string>;
  markdown?: boolean;
  run_spec_names?: string[];
}

export interface HeaderCell extends Cell {
  lower_is_better?: boolean;
  metadata?: Record<string, string>;
}

export interface TableLink {
  text: string;
  href: string;
}

export interface Table {
  title: string;
  header: HeaderCell[];
  rows: Cell[][];
  links?: TableLink[];
  name?: string;
  description?: string;
}

/** `groups.json`: one table for each category of groups. */
export function loadGroupList(): Promise<Table[]> {
  return fetchJson<Table[]>(suiteFile("groups.json"));
}

/** `groups/<group>.json`: the tables of a group. */
export function loadGroupTables(group: string): Promise<Table[]> {
  return fetchJson<Table[]>(suiteFile("groups", `${group}.json`));
}

export type TableFormat = "latex" | "json" | "csv";

const ENDINGS: Record<TableFormat, string> = { latex: "tex", json: "json", csv: "csv" };

/** Address of one table as a file for downloading. */
export function tableFile(format: TableFormat, group: string, table: string): string {
  return suiteFile("groups", format, `${group}_${table}.${ENDINGS[format]}`);
}

/** The group that a cell of `groups.json` links to by `?group=...`. */
export function linkedGroup(cell: Cell | undefined): string | undefined {
  return new URLSearchParams(cell?.href?.split("?")[1] ?? "").get("group") ?? undefined;
}

export interface ListedGroup {
  name: string;
  label: string;
  category: string;
}

/** The groups that runs belong to: only these have tables of their own. */
export function listedGroups(tables: readonly Table[]): ListedGroup[] {
  return tables.flatMap((table) => {
    const models = table.header.findIndex((cell) => cell.value === "# models");
    return table.rows.flatMap((row) => {
      const name = linkedGroup(row[0]);
      const evaluated = models < 0 || Number(row[models]?.value ?? 0) > 0;
      return name === undefined || !evaluated
        ? []
        : [{ name, label: String(row[0]?.value ?? name), category: table.title }];
    });
  });
}
