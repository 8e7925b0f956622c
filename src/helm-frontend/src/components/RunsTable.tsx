import { Link } from "react-router";
import type { BriefRun } from "../data/runs";
import { runLink } from "../logic/links";
import { formatInterval, formatNumber } from "../logic/numbers";
import { scenarioPart } from "../logic/runFilters";
import { OutcomeBar } from "./OutcomeBar";
import { VirtualTable } from "./VirtualTable";

interface Props {
  runs: readonly BriefRun[];
  chosen: readonly string[];
  onPick: (name: string) => void;
}

const TITLES = ["Compare", "Run", "Model", "Groups", "Method", "Subject / task"];
const RESULT_TITLES = ["Main metric", "Outcomes"];

function MainMetricCell({ run }: { run: BriefRun }) {
  const metric = run.mainMetric;
  if (!metric) return null;
  return (
    <>
      <b>{formatNumber(metric.mean)}</b> <span className="quiet">{metric.name}</span>
      {metric.low !== undefined && metric.low !== null && <small> {formatInterval(metric.low, metric.high)}</small>}
    </>
  );
}

interface RowProps {
  run: BriefRun;
  picked: boolean;
  /** Whether the columns of results are shown: HELM's own files have none. */
  results: boolean;
  onPick: (name: string) => void;
}

function RunRow({ run, picked, results, onPick }: RowProps) {
  return (
    <tr className="fixed-row">
      <td>
        <input type="checkbox" aria-label={`Compare ${run.name}`} checked={picked} onChange={() => onPick(run.name)} />
      </td>
      <td>
        <Link to={runLink(run.name)} title={run.name} dir="auto">
          {run.name}
        </Link>
      </td>
      <td dir="auto">{run.model}</td>
      <td dir="auto">{run.groups.join(", ")}</td>
      <td>{run.method}</td>
      <td dir="auto">{scenarioPart(run)}</td>
      {results && (
        <>
          <td>
            <MainMetricCell run={run} />
          </td>
          <td>{run.outcomes && <OutcomeBar outcomes={run.outcomes} />}</td>
        </>
      )}
    </tr>
  );
}

/** All runs in one list. */
export function RunsTable({ runs, chosen, onPick }: Props) {
  const results = runs.some((run) => run.mainMetric || run.outcomes);
  return (
    <VirtualTable
      label="Runs"
      className={results ? "runs with-results" : "runs"}
      titles={results ? [...TITLES, ...RESULT_TITLES] : TITLES}
      count={runs.length}
      renderRow={(index) => {
        const run = runs[index];
        if (!run) return null;
        const picked = chosen.includes(run.name);
        return (
          <RunRow key={`${run.suite}/${run.folder}`} run={run} picked={picked} results={results} onPick={onPick} />
        );
      }}
    />
  );
}
