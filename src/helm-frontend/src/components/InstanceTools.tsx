import { useMemo } from "react";
import type { InstanceSource } from "../data/instanceSource";
import type { UrlState } from "../hooks/useUrlState";
import { NO_PERTURBATION, TEXT_FIELDS, type InstanceFilter } from "../logic/instanceFilters";
import { distinct } from "../logic/models";
import { SearchField } from "./SearchField";
import { SelectField } from "./SelectField";

interface Props {
  source: InstanceSource;
  filter: InstanceFilter;
  set: UrlState["set"];
}

/** Search and filters of the instance list. */
export function InstanceTools({ source, filter, set }: Props) {
  const choices = useMemo(() => {
    const perturbations = distinct(source.rows.map((row) => row.perturbation));
    return {
      outcomes: distinct(source.rows.map((row) => row.outcome)),
      splits: distinct(source.rows.map((row) => row.split)),
      perturbations: perturbations.length ? [NO_PERTURBATION, ...perturbations] : [],
      scored: source.rows.some((row) => row.score !== undefined),
    };
  }, [source]);
  return (
    <div className="tools">
      <SearchField label="Search" value={filter.query} onChange={(q) => set({ q })} placeholder="text" />
      <SelectField
        label="in"
        value={filter.field}
        onChange={(field) => set({ in: field === "everything" ? undefined : field })}
        options={TEXT_FIELDS}
      />
      {choices.scored && (
        <SelectField
          label={source.mainMetric ?? "Verdict"}
          all="all"
          value={filter.verdict}
          onChange={(verdict) => set({ verdict })}
          options={["correct", "incorrect"]}
        />
      )}
      {choices.outcomes.length > 0 && (
        <SelectField
          label="Outcome"
          all="all"
          value={filter.outcome}
          onChange={(outcome) => set({ outcome })}
          options={choices.outcomes}
        />
      )}
      {choices.splits.length > 1 && (
        <SelectField
          label="Split"
          all="all"
          value={filter.split}
          onChange={(split) => set({ split })}
          options={choices.splits}
        />
      )}
      {choices.perturbations.length > 0 && (
        <SelectField
          label="Perturbation"
          all="all"
          value={filter.perturbation}
          onChange={(perturbation) => set({ with: perturbation })}
          options={choices.perturbations}
        />
      )}
      {source.metrics.length > 0 && (
        <>
          <SelectField
            label="Metric"
            value={filter.metric || (source.mainMetric ?? "")}
            onChange={(metric) => set({ metric })}
            options={source.metrics}
          />
          <SearchField label="from" type="number" value={filter.min} onChange={(min) => set({ min })} />
          <SearchField label="to" type="number" value={filter.max} onChange={(max) => set({ max })} />
        </>
      )}
    </div>
  );
}
