import { useMemo } from "react";
import { Link } from "react-router";
import type { BriefRun } from "../../data/runs";
import { runLink } from "../../logic/links";
import { scenarioKey, scenarioLabel } from "../../logic/runLabels";
import { SelectField } from "../SelectField";

interface Props {
  all: readonly BriefRun[];
  chosen: readonly BriefRun[];
  onChange: (names: string[]) => void;
}

const MAX_RUNS = 8;

/** Scenarios that at least two runs share, each with its runs. */
function sharedScenarios(runs: readonly BriefRun[]): Map<string, BriefRun[]> {
  const scenarios = new Map<string, BriefRun[]>();
  for (const run of runs) {
    const key = scenarioKey(run);
    scenarios.set(key, [...(scenarios.get(key) ?? []), run]);
  }
  return new Map([...scenarios].filter(([, members]) => members.length > 1));
}

/** Chooses runs of one scenario. */
export function RunPicker({ all, chosen, onChange }: Props) {
  const scenarios = useMemo(() => sharedScenarios(all), [all]);
  const [first] = chosen;
  const key = first ? scenarioKey(first) : "";
  const names = chosen.map((run) => run.name);
  const others = (scenarios.get(key) ?? []).filter((run) => !names.includes(run.name));
  const options = [...scenarios].flatMap(([value, [run]]) => (run ? [{ value, label: scenarioLabel(run) }] : []));
  const start = (scenario: string) => onChange((scenarios.get(scenario) ?? []).slice(0, 2).map((run) => run.name));
  return (
    <section className="card">
      <div className="tools">
        <SelectField
          label="Scenario"
          all={first ? undefined : "Choose a scenario"}
          value={scenarios.has(key) ? key : ""}
          onChange={start}
          options={options}
        />
        {others.length > 0 && chosen.length < MAX_RUNS && (
          <SelectField
            label="Add a run"
            all={`${others.length} more`}
            value=""
            onChange={(name) => onChange([...names, name])}
            options={others.map((run) => ({ value: run.name, label: run.name }))}
          />
        )}
      </div>
      <ol className="picked">
        {chosen.map((run) => (
          <li key={run.name}>
            <Link to={runLink(run.name)} dir="auto">
              {run.name}
            </Link>
            <button
              type="button"
              aria-label={`Remove ${run.name}`}
              onClick={() => onChange(names.filter((name) => name !== run.name))}
            >
              ✕
            </button>
          </li>
        ))}
      </ol>
      {chosen.length < 2 && <p className="quiet">Choose two or more runs of the same scenario.</p>}
    </section>
  );
}
