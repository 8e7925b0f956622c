import type { BoardTable } from "../data/leaderboard";
import type { Model } from "../data/schema";
import type { LeaderboardState } from "../hooks/useLeaderboardState";
import { distinct } from "../logic/models";
import type { TableView } from "../logic/tableView";
import { ColumnMenu } from "./ColumnMenu";
import { SearchField } from "./SearchField";
import { SelectField } from "./SelectField";
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
      <SelectField
        label="Creator"
        all="All creators"
        value={filter.creator}
        onChange={(creator) => set({ creator })}
        options={distinct(models.map((model) => model.creator_organization))}
      />
      <SelectField
        label="Access"
        all="Any access"
        value={filter.access}
        onChange={(access) => set({ access })}
        options={distinct(models.map((model) => model.access))}
      />
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
