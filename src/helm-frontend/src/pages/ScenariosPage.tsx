import { use } from "react";
import { Link } from "react-router";
import { Description } from "../components/Description";
import { SearchField } from "../components/SearchField";
import { SelectField } from "../components/SelectField";
import { loadGroups } from "../data/leaderboard";
import { displayName, loadSchema, type RunGroup, type Schema } from "../data/schema";
import { useTitle } from "../hooks/useTitle";
import { useUrlState } from "../hooks/useUrlState";
import { leaderboardLink } from "../logic/links";
import { distinct } from "../logic/models";
import { textTest } from "../logic/search";
import { ScrollRegion } from "../components/ScrollRegion";

const TAXONOMY = ["task", "what", "who", "when", "language"] as const;

function metricOf(scenario: RunGroup, schema: Schema): string {
  const name = scenario.environment?.["main_name"] ?? "";
  return displayName(schema.metrics.get(name), name);
}

function ScenarioRow({ scenario, schema, linked }: { scenario: RunGroup; schema: Schema; linked: boolean }) {
  const name = scenario.display_name ?? scenario.name;
  return (
    <tr>
      <td dir="auto">{linked ? <Link to={leaderboardLink(scenario.name)}>{name}</Link> : name}</td>
      {TAXONOMY.map((key) => (
        <td key={key} dir="auto">
          {scenario.taxonomy?.[key]}
        </td>
      ))}
      <td>
        <Description text={scenario.short_description ?? scenario.description} />
      </td>
      <td>{metricOf(scenario, schema)}</td>
    </tr>
  );
}

export default function ScenariosPage() {
  const schema = use(loadSchema());
  const groups = new Set(use(loadGroups()).map(({ name }) => name));
  const { get, set } = useUrlState();
  useTitle("Scenarios");
  const scenarios = schema.runGroups.filter((group) => group.taxonomy && !group.todo);
  const matches = textTest(get("q"), true);
  const [task, language, evaluated] = [get("task"), get("language"), get("evaluated", "1") === "1"];
  const shown = scenarios.filter(
    (scenario) =>
      (!evaluated || groups.has(scenario.name)) &&
      (!task || scenario.taxonomy?.task === task) &&
      (!language || scenario.taxonomy?.language === language) &&
      matches(
        `${scenario.name} ${scenario.display_name ?? ""} ${scenario.description ?? ""} ${Object.values(scenario.taxonomy ?? {}).join(" ")}`,
      ),
  );
  return (
    <>
      <h1>Scenarios</h1>
      <div className="tools">
        <SearchField label="Search" value={get("q")} onChange={(q) => set({ q })} placeholder="text or regex" />
        <SelectField
          label="Task"
          all="All tasks"
          value={task}
          onChange={(value) => set({ task: value })}
          options={distinct(scenarios.map((scenario) => scenario.taxonomy?.task))}
        />
        <SelectField
          label="Language"
          all="All languages"
          value={language}
          onChange={(value) => set({ language: value })}
          options={distinct(scenarios.map((scenario) => scenario.taxonomy?.language))}
        />
        <label className="check">
          <input type="checkbox" checked={evaluated} onChange={() => set({ evaluated: evaluated ? "0" : undefined })} />
          Only those with results
        </label>
        <output className="count">{shown.length} scenarios</output>
      </div>
      <ScrollRegion label="Scenarios">
        <table className="list">
          <thead>
            <tr>
              {["Scenario", "Task", "What", "Who", "When", "Language", "Description", "Metric"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((scenario) => (
              <ScenarioRow key={scenario.name} scenario={scenario} schema={schema} linked={groups.has(scenario.name)} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
