import { useMemo } from "react";
import { parseBoardState, type BoardState } from "../logic/leaderboardState";
import { useUrlState, type UrlState } from "./useUrlState";

export type LeaderboardState = BoardState & Pick<UrlState, "set">;

export function useLeaderboardState(tables: number, byMetric: boolean): LeaderboardState {
  const { params, set } = useUrlState();
  return useMemo(() => ({ ...parseBoardState(params, tables, byMetric), set }), [params, tables, byMetric, set]);
}
