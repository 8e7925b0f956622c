import { use, useMemo } from "react";
import { Link } from "react-router";
import { RunsTable } from "../components/RunsTable";
import { RunsTools } from "../components/RunsTools";
import { SkippedRuns } from "../components/SkippedRuns";
import { loadRuns } from "../data/runs";
import { useTitle } from "../hooks/useTitle";
import { useUrlState } from "../hooks/useUrlState";
import { compareLink } from "../logic/links";
import { formatCount } from "../logic/numbers";
import { filterRuns } from "../logic/runFilters";

const MAX_COMPARED = 8;

export default function RunsPage() {
  const runs = use(loadRuns());
  const { params, set } = useUrlState();
  useTitle("Predictions");
  const filter = useMemo(
    () => ({
      query: params.get("q") ?? "",
      regex: params.get("regex") !== "0",
      group: params.get("group") ?? "",
      model: params.get("model") ?? "",
      metric: params.get("metric") ?? "",
      suite: params.get("suite") ?? "",
    }),
    [params],
  );
  const shown = useMemo(() => filterRuns(runs, filter), [runs, filter]);
  const chosen = params.getAll("pick");
  const pick = (name: string) =>
    set({ pick: chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name] });
  return (
    <>
      <h1>Predictions</h1>
      <RunsTools runs={runs} filter={filter} set={set} />
      <p className="actions">
        <output className="count">
          {formatCount(shown.length)} of {formatCount(runs.length)} runs
        </output>
        {chosen.length >= 2 && chosen.length <= MAX_COMPARED && (
          <Link to={compareLink(chosen)}>Compare {chosen.length} runs</Link>
        )}
        {chosen.length === 1 && <span className="quiet">Choose a second run to compare it with.</span>}
        {chosen.length > MAX_COMPARED && <span className="quiet">At most {MAX_COMPARED} runs can be compared.</span>}
        {chosen.length > 0 && (
          <button type="button" onClick={() => set({ pick: undefined })}>
            Clear choice
          </button>
        )}
      </p>
      <RunsTable runs={shown} chosen={chosen} onPick={pick} />
      <SkippedRuns />
    </>
  );
}
