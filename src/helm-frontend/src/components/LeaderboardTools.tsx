import type { BoardTable } from "../data/leaderboard";
import type { Model } from "../data/schema";
import type { LeaderboardState } from "../hooks/useLeaderboardState";
import type { TableView } from "../logic/tableView";
import { ColumnMenu } from "./ColumnMenu";
import { ModelFilterFields } from "./ModelFilterFields";
import { SearchField } from "./SearchField";
import { Toggle } from "./Toggle";

interface Props {
  board: BoardTable;
  full: TableView;
  state: LeaderboardState;
  models: readonly Model[];
}

/** Filters of the rows, and how the table is shown. */
export function LeaderboardTools({ board, full, state, models }: Props) {
  const { filter, set } = state;
  return (
    <div className="tools">
      <SearchField label="Model" value={filter.text} onChange={(model) => set({ model })} placeholder="name or regex" />
      <ModelFilterFields models={models} filter={filter} set={set} />
      <ColumnMenu columns={full.columns} hidden={state.hidden} onChange={(hide) => set({ hide })} />
      <div className="toggles" role="group" aria-label="Display">
        <Toggle label="Shading" pressed={state.heat} onChange={(on) => set({ heat: on ? undefined : "0" })} />
        {board.intervals && (
          <Toggle
            label="Intervals"
            title="95 % confidence intervals"
            pressed={state.intervals}
            onChange={(on) => set({ intervals: on ? "1" : undefined })}
          />
        )}
        <Toggle
          label="Transpose"
          pressed={state.transposed}
          onChange={(on) => set({ transposed: on ? "1" : "0", sort: undefined, dir: undefined })}
        />
      </div>
    </div>
  );
}
