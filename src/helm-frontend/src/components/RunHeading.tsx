import { use } from "react";
import { Link } from "react-router";
import { loadScenario } from "../data/scenario";
import type { BriefRun } from "../data/runs";
import { displayName, type RunGroup, type Schema } from "../data/schema";
import { runFile } from "../data/site";
import { compareLink, leaderboardLink } from "../logic/links";
import { formatInterval, formatNumber } from "../logic/numbers";
import { Description } from "./Description";
import { OutcomeBar, outcomeWords } from "./OutcomeBar";

const DOWNLOADS = [
  ["Spec JSON", "run_spec.json"],
  ["Full JSON", "scenario_state.json"],
  ["Per-instance stats JSON", "per_instance_stats.json"],
  ["Stats JSON", "stats.json"],
] as const;

function Facts({ run, schema }: { run: BriefRun; schema: Schema }) {
  const metric = run.mainMetric;
  return (
    <div className="run-facts">
      {metric && (
        <span>
          {displayName(schema.metrics.get(metric.name), metric.name)} <b>{formatNumber(metric.mean)}</b>
          {metric.low !== undefined && metric.low !== null && <small> {formatInterval(metric.low, metric.high)}</small>}
        </span>
      )}
      {run.numInstances !== undefined && <span>{run.numInstances} instances</span>}
      <span>{run.method}</span>
      {run.outcomes && (
        <span>
          <OutcomeBar outcomes={run.outcomes} /> {outcomeWords(run.outcomes)}
        </span>
      )}
    </div>
  );
}

/** What the run is: scenario, model, result in brief, files. */
export function RunHeading({ run, group, schema }: { run: BriefRun; group?: RunGroup; schema: Schema }) {
  const scenario = use(loadScenario(run.suite, run.folder));
  const model = schema.models.find(({ name }) => name === run.model);
  return (
    <section className="run-heading">
      <h1 dir="auto">
        {group ? (
          <Link to={leaderboardLink(group.name)}>{displayName(group, group.name)}</Link>
        ) : (
          (scenario?.name ?? run.groups[0] ?? run.name)
        )}
        <span className="quiet"> · </span>
        <bdi>{model?.display_name ?? run.model}</bdi>
      </h1>
      <p className="code quiet" dir="auto">
        {run.name}
      </p>
      <Description text={group?.description ?? scenario?.description} />
      <p className="tags">
        {(scenario?.tags ?? []).map((tag) => (
          <span key={tag} className="badge">
            {tag}
          </span>
        ))}
      </p>
      <Facts run={run} schema={schema} />
      <p className="actions">
        {DOWNLOADS.map(([label, file]) => (
          <a key={file} href={runFile(run.suite, run.folder, file)} download>
            {label}
          </a>
        ))}
        <Link to={compareLink([run.name])}>Compare with another run</Link>
      </p>
    </section>
  );
}
