import { Link } from "react-router";
import { directionOf, formulaOf } from "../logic/formulas";
import { compareLink, runLink, runsLink } from "../logic/links";
import { formatInterval, formatNumber } from "../logic/numbers";
import type { ViewCell, ViewColumn } from "../logic/tableView";

const MAX_RUNS = 8;

function RunLinks({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <h3>Runs behind this value</h3>
      <ul className="plain">
        {names.slice(0, MAX_RUNS).map((name) => (
          <li key={name}>
            <Link to={runLink(name)} dir="auto">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {names.length > MAX_RUNS && <Link to={runsLink(names)}>All {names.length} runs</Link>}
      {names.length > 1 && names.length <= MAX_RUNS && <Link to={compareLink(names)}>Compare them</Link>}
    </>
  );
}

/** What a column holds, and how its values are made. */
export function ColumnDetails({ column }: { column: ViewColumn }) {
  return (
    <>
      <h2 dir="auto">{column.label}</h2>
      {column.description && (
        <p className="lines" dir="auto">
          {column.description}
        </p>
      )}
      <p>{directionOf(column.lowerIsBetter)}</p>
      <p className="quiet">{formulaOf(column.label)}</p>
    </>
  );
}

/** Where the value of a cell comes from: its exact number, interval, formula and runs. */
export function CellDetails({ viewCell }: { viewCell: ViewCell }) {
  const { cell, interval, metric, rowLabel } = viewCell;
  const title = String(metric.value ?? "");
  return (
    <>
      <h2 dir="auto">{rowLabel}</h2>
      <dl className="facts">
        <dt dir="auto">{title}</dt>
        <dd>{typeof cell.value === "number" ? cell.value : (cell.value ?? "no value")}</dd>
        {interval && (
          <>
            <dt>95 % interval</dt>
            <dd>
              {formatInterval(interval[0], interval[1])}
              {interval[2] !== null && <> · standard error {formatNumber(interval[2])}</>}
              {interval[3] !== null && <> · {interval[3]} instances</>}
            </dd>
          </>
        )}
      </dl>
      {cell.description && <p className="lines">{cell.description}</p>}
      {metric.description && (
        <p className="lines" dir="auto">
          {metric.description}
        </p>
      )}
      <p className="quiet">
        {formulaOf(title)} {directionOf(metric.lower_is_better)}
      </p>
      <RunLinks names={cell.run_spec_names ?? []} />
    </>
  );
}
