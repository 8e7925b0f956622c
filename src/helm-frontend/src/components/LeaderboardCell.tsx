import type { CSSProperties } from "react";
import { formatInterval } from "../logic/numbers";
import type { ViewCell } from "../logic/tableView";
import type { Explained } from "./LeaderboardTable";

interface Props {
  viewCell: ViewCell;
  heat: boolean;
  intervals: boolean;
  onExplain: (explained: Explained) => void;
}

function shading(shade: number | undefined): CSSProperties | undefined {
  return shade === undefined ? undefined : ({ "--shade": `${Math.round(shade * 100)}%` } as CSSProperties);
}

/** A value; pressing it tells where it comes from. */
export function LeaderboardCell({ viewCell, heat, intervals, onExplain }: Props) {
  const { cell, text, interval, shade } = viewCell;
  const best = cell.style?.["font-weight"] === "bold";
  const classes = [heat && shade !== undefined && "shaded", best && "best"].filter(Boolean).join(" ");
  return (
    <td className={classes || undefined} style={heat ? shading(shade) : undefined}>
      <button
        type="button"
        className="value"
        title="Where this value comes from"
        onClick={(event) => onExplain({ anchor: event.currentTarget, viewCell })}
      >
        <bdi>{text}</bdi>
        {intervals && interval && <small>{formatInterval(interval[0], interval[1])}</small>}
      </button>
    </td>
  );
}
