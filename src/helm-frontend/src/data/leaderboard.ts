import { loadGroupIntervals, type TableIntervals } from "./intervals";
import { loadOtherGroups } from "./other";
import { hasOwnFiles, loadRuns } from "./runs";
import { loadSchema } from "./schema";
import { listedGroups, loadGroupList, loadGroupTables, type ListedGroup, type Table } from "./tables";

/** A table of a group, with what is known about it beyond HELM's own files. */
export interface BoardTable {
  table: Table;
  intervals?: TableIntervals;
  /** What to write where, so that these metrics get a place of their own. */
  hint?: string;
  /** Whether it has files for downloading. */
  hasFiles: boolean;
}

const OTHER_CATEGORY = "Not in the schema";

async function readGroups(): Promise<ListedGroup[]> {
  const [tables, own] = await Promise.all([loadGroupList(), hasOwnFiles()]);
  const groups = listedGroups(tables);
  const known = new Set(groups.map((group) => group.name));
  const others = own ? (await loadOtherGroups()).filter((group) => !known.has(group.name)) : [];
  return [...groups, ...others.map(({ name }) => ({ name, label: name, category: OTHER_CATEGORY }))];
}

let groupsLoaded: Promise<ListedGroup[]> | undefined;

/** All groups that have a leaderboard. */
export function loadGroups(): Promise<ListedGroup[]> {
  groupsLoaded ??= readGroups();
  return groupsLoaded;
}

async function readBoard(group: string): Promise<BoardTable[]> {
  const own = await hasOwnFiles();
  const others = own ? (await loadOtherGroups()).filter((other) => other.name === group) : [];
  const extra = others.flatMap(({ tables, hint }) => tables.map((table) => ({ table, hint, hasFiles: false })));
  if (others.some((other) => other.reason === "group_not_in_schema")) return extra;
  const [tables, intervals] = await Promise.all([loadGroupTables(group), own ? loadGroupIntervals(group) : undefined]);
  return [...tables.map((table, i) => ({ table, intervals: intervals?.[i], hasFiles: true })), ...extra];
}

const boards = new Map<string, Promise<BoardTable[]>>();

export function loadBoard(group: string): Promise<BoardTable[]> {
  const board = boards.get(group) ?? readBoard(group);
  boards.set(group, board);
  return board;
}

async function readComparable(group: string): Promise<boolean> {
  const [schema, runs] = await Promise.all([loadSchema(), loadRuns()]);
  const metric = schema.runGroups.find(({ name }) => name === group)?.environment?.["main_name"];
  const scored = runs.filter((run) => run.hasScores && run.groups.includes(group) && run.mainMetric?.name === metric);
  return new Set(scored.map((run) => run.model)).size > 1;
}

const comparable = new Map<string, Promise<boolean>>();

/** Whether there is a file of comparisons: at least two models of the group have scores by its main metric. */
export function hasComparisons(group: string): Promise<boolean> {
  const known = comparable.get(group) ?? readComparable(group);
  comparable.set(group, known);
  return known;
}
