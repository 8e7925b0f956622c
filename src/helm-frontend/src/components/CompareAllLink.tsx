import { Link } from "react-router";
import type { Table } from "../data/tables";
import { compareLink } from "../logic/links";

const MAX_COMPARED = 8;

/** Leads to the comparison of all runs of a scenario's table. */
export function CompareAllLink({ table }: { table: Table }) {
  const runs = [...new Set(table.rows.flatMap((row) => row[0]?.run_spec_names ?? []))];
  if (runs.length < 2 || runs.length > MAX_COMPARED) return null;
  return <Link to={compareLink(runs)}>Compare all</Link>;
}
