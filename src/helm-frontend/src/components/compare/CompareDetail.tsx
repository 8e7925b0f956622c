import { useCallback } from "react";
import { Link } from "react-router";
import type { LoadedRow } from "../../data/instanceSource";
import { openInstances } from "../../data/openRun";
import type { BriefRun } from "../../data/runs";
import { useLoaded } from "../../hooks/useLoaded";
import type { ComparedRow } from "../../logic/compare";
import { instanceLink } from "../../logic/links";
import { ErrorNote } from "../ErrorBoundary";
import { InputView } from "../InputView";
import { Loading } from "../Loading";
import { PredictionView } from "../PredictionView";
import { ReferenceList } from "../ReferenceList";

interface Props {
  runs: readonly BriefRun[];
  labels: readonly string[];
  row: ComparedRow;
}

async function loadRow(run: BriefRun, { id, perturbation }: ComparedRow): Promise<LoadedRow | undefined> {
  const source = await openInstances(run);
  const row = source.rows.findIndex((key) => key.id === id && key.perturbation === perturbation);
  return row < 0 ? undefined : source.load(row);
}

function Answers({ content }: { content: LoadedRow | undefined }) {
  if (!content) return <p className="quiet">Not in this run.</p>;
  return content.predictions.map((prediction, i) => (
    <PredictionView key={i} loaded={prediction} trial={content.predictions.length > 1 ? i + 1 : undefined} />
  ));
}

/** One instance with the answers of all runs. */
export function CompareDetail({ runs, labels, row }: Props) {
  const load = useCallback(() => Promise.all(runs.map((run) => loadRow(run, row))), [runs, row]);
  const { value, error } = useLoaded(load);
  if (error) return <ErrorNote error={error} />;
  if (!value) return <Loading />;
  const instance = value.find((content) => content)?.instance;
  return (
    <article className="instance" aria-label={`Instance ${row.id}`}>
      <header>
        <h2>
          Instance id: <bdi>{row.id}</bdi>
        </h2>
        {row.perturbation && <span className="badge">perturbation: {row.perturbation}</span>}
      </header>
      {instance && (
        <>
          <InputView input={instance.input} />
          <ReferenceList references={instance.references ?? []} />
        </>
      )}
      <div className="columns">
        {runs.map((run, i) => (
          <section key={run.name} className="answers">
            <h3>
              <Link to={instanceLink(run.name, row.id, row.perturbation)} dir="auto">
                {labels[i]}
              </Link>
            </h3>
            <Answers content={value[i]} />
          </section>
        ))}
      </div>
    </article>
  );
}
