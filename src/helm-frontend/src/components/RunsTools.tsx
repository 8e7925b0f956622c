import { use, useMemo } from "react";
import type { BriefRun } from "../data/runs";
import { displayName, loadSchema } from "../data/schema";
import type { UrlState } from "../hooks/useUrlState";
import { distinct } from "../logic/models";
import type { RunFilter } from "../logic/runFilters";
import { isValidRegex } from "../logic/search";
import { SearchField } from "./SearchField";
import { SelectField } from "./SelectField";
import { Toggle } from "./Toggle";

interface Props {
  runs: readonly BriefRun[];
  filter: RunFilter;
  set: UrlState["set"];
}

export function RunsTools({ runs, filter, set }: Props) {
  const schema = use(loadSchema());
  const choices = useMemo(() => {
    const groups = new Map(schema.runGroups.map((group) => [group.name, group]));
    return {
      groups: distinct(runs.flatMap((run) => run.groups)).map((name) => ({
        value: name,
        label: displayName(groups.get(name), name),
      })),
      models: distinct(runs.map((run) => run.model)),
      metrics: distinct(runs.map((run) => run.mainMetric?.name)),
      suites: distinct(runs.map((run) => run.suite)),
    };
  }, [runs, schema]);
  return (
    <div className="tools">
      <SearchField
        label="Search"
        value={filter.query}
        onChange={(q) => set({ q })}
        placeholder={filter.regex ? "regular expression" : "part of a name"}
        invalid={filter.regex && !isValidRegex(filter.query)}
      />
      <div className="toggles">
        <Toggle label="Regex" pressed={filter.regex} onChange={(on) => set({ regex: on ? undefined : "0" })} />
      </div>
      <SelectField
        label="Group"
        all="All groups"
        value={filter.group}
        onChange={(group) => set({ group })}
        options={choices.groups}
      />
      <SelectField
        label="Model"
        all="All models"
        value={filter.model}
        onChange={(model) => set({ model })}
        options={choices.models}
      />
      <SelectField
        label="Main metric"
        all="Any metric"
        value={filter.metric}
        onChange={(metric) => set({ metric })}
        options={choices.metrics}
      />
      {choices.suites.length > 1 && (
        <SelectField
          label="Suite"
          all="All suites"
          value={filter.suite}
          onChange={(suite) => set({ suite })}
          options={choices.suites}
        />
      )}
    </div>
  );
}
