import { lazy, Suspense, use, useState } from "react";
import { Link } from "react-router";
import { Description } from "../components/Description";
import { Loading } from "../components/Loading";
import { ModelFilterFields } from "../components/ModelFilterFields";
import { ScrollRegion } from "../components/ScrollRegion";
import { SearchField } from "../components/SearchField";
import { loadSchema, type Model } from "../data/schema";
import { useTitle } from "../hooks/useTitle";
import { useUrlState } from "../hooks/useUrlState";
import { modelRunsLink } from "../logic/links";
import { acceptsModel, tally } from "../logic/models";
import { formatParameters } from "../logic/numbers";
import { textTest } from "../logic/search";

const TallyChart = lazy(() => import("../components/TallyChart"));

function ModelRow({ model }: { model: Model }) {
  return (
    <tr>
      <td dir="auto">{model.creator_organization}</td>
      <td>
        <Link to={modelRunsLink(model.name)} dir="auto">
          {model.display_name ?? model.name}
        </Link>
        <div className="quiet code">{model.name}</div>
      </td>
      <td>
        <Description text={model.description} />
      </td>
      <td className="number">{formatParameters(model.num_parameters)}</td>
      <td className="date">{model.release_date}</td>
      <td>{model.access && <span className={`badge access-${model.access}`}>{model.access}</span>}</td>
    </tr>
  );
}

function Charts({ models }: { models: readonly Model[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="section" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Models by creator and access</summary>
      {open && (
        <Suspense fallback={<Loading />}>
          <div className="columns">
            <TallyChart title="Creators" counts={tally(models.map((model) => model.creator_organization))} />
            <TallyChart title="Access" counts={tally(models.map((model) => model.access))} />
          </div>
        </Suspense>
      )}
    </details>
  );
}

export default function ModelsPage() {
  const { models } = use(loadSchema());
  const { get, set } = useUrlState();
  useTitle("Models");
  const filter = { text: get("q"), creator: get("creator"), access: get("access") };
  const matches = textTest(filter.text, true);
  const shown = models.filter(
    (model) =>
      acceptsModel(filter, model) &&
      matches(`${model.display_name ?? ""} ${model.name} ${model.creator_organization ?? ""}`),
  );
  return (
    <>
      <h1>Models</h1>
      <div className="tools">
        <SearchField label="Search" value={filter.text} onChange={(q) => set({ q })} placeholder="name or regex" />
        <ModelFilterFields models={models} filter={filter} set={set} />
        <output className="count">{shown.length} models</output>
      </div>
      <Charts models={shown} />
      <ScrollRegion label="Models">
        <table className="list">
          <thead>
            <tr>
              {["Creator", "Model", "Description", "Parameters", "Released", "Access"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((model) => (
              <ModelRow key={model.name} model={model} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
