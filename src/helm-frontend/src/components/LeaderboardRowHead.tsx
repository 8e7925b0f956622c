import { Link } from "react-router";
import type { Model } from "../data/schema";
import { modelRunsLink, runsLink } from "../logic/links";
import { modelOfLabel } from "../logic/models";
import type { ViewRow } from "../logic/tableView";

/** The label of a row; it leads to the runs of its model. */
export function LeaderboardRowHead({ row, models }: { row: ViewRow; models: readonly Model[] }) {
  const model = modelOfLabel(row.label, models);
  const runs = row.head.run_spec_names;
  const to = runs?.length ? runsLink(runs) : model && modelRunsLink(model.name);
  return (
    <th scope="row" title={model?.name ?? row.head.description}>
      {to ? (
        <Link to={to} dir="auto">
          {row.label}
        </Link>
      ) : (
        <bdi>{row.label}</bdi>
      )}
    </th>
  );
}
