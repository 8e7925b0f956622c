import { use, useCallback, useMemo } from "react";
import { useNavigate, useParams } from "react-router";
import { Description } from "../components/Description";
import { GroupComparisons } from "../components/GroupComparisons";
import { GroupSelect } from "../components/GroupSelect";
import { LeaderboardTools } from "../components/LeaderboardTools";
import { LeaderboardView } from "../components/LeaderboardView";
import { Tabs } from "../components/Tabs";
import { hasComparisons, loadBoard, loadGroups } from "../data/leaderboard";
import { loadSchema, type Schema } from "../data/schema";
import { useLeaderboardState } from "../hooks/useLeaderboardState";
import { useTitle } from "../hooks/useTitle";
import { leaderboardLink } from "../logic/links";
import { visibleView } from "../logic/leaderboardState";
import { viewOf } from "../logic/tableView";

// The suite whose leaderboards have a row for each metric.
const BY_METRIC = "medhelm_scenarios";

function Board({ group, schema }: { group: string; schema: Schema }) {
  const boards = use(loadBoard(group));
  const comparable = use(hasComparisons(group));
  const state = useLeaderboardState(boards.length, schema.runGroups[0]?.name === BY_METRIC);
  const board = boards[state.tab];
  const full = useMemo(() => board && viewOf(board.table, board.intervals), [board]);
  const view = useMemo(() => full && visibleView(full, state, schema.models), [full, state, schema]);
  if (!board || !full || !view) return <p className="note">This group has no tables.</p>;
  return (
    <>
      <Tabs
        label="Tables"
        titles={boards.map(({ table }) => table.title)}
        selected={state.tab}
        onSelect={(tab) =>
          state.set({ tab: tab === 0 ? undefined : String(tab), sort: undefined, dir: undefined, hide: undefined })
        }
      />
      {board.hint && <p className="note">{board.hint}</p>}
      <LeaderboardTools board={board} full={full} state={state} models={schema.models} />
      <LeaderboardView board={board} group={group} view={view} state={state} models={schema.models} />
      {comparable && <GroupComparisons group={group} />}
    </>
  );
}

export function LeaderboardPage() {
  const groups = use(loadGroups());
  const schema = use(loadSchema());
  const navigate = useNavigate();
  const group = useParams()["group"] ?? groups[0]?.name;
  const label = groups.find(({ name }) => name === group)?.label ?? group ?? "";
  useTitle(`Leaderboard: ${label}`);
  const select = useCallback((name: string) => void navigate(leaderboardLink(name)), [navigate]);
  if (group === undefined)
    return <p className="note">This suite has no groups: its runs belong to none of the schema.</p>;
  const description = schema.runGroups.find(({ name }) => name === group)?.description;
  return (
    <>
      <div className="heading">
        <h1>
          Leaderboard: <span dir="auto">{label}</span>
        </h1>
        <GroupSelect groups={groups} value={group} onChange={select} />
      </div>
      <Description text={description} />
      {groups.some(({ name }) => name === group) ? (
        <Board key={group} group={group} schema={schema} />
      ) : (
        <p className="note">No run of this suite belongs to the group.</p>
      )}
    </>
  );
}
