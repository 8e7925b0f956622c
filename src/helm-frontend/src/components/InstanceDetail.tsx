import { useCallback } from "react";
import type { InstanceSource } from "../data/instanceSource";
import type { BriefRun } from "../data/runs";
import { useLoaded } from "../hooks/useLoaded";
import { instanceLink } from "../logic/links";
import { CopyLink } from "./CopyLink";
import { ErrorNote } from "./ErrorBoundary";
import { InputView } from "./InputView";
import { Loading } from "./Loading";
import { PredictionView } from "./PredictionView";
import { ReferenceList } from "./ReferenceList";
import { TextBlock } from "./TextBlock";

interface Props {
  source: InstanceSource;
  row: number;
  run: BriefRun;
}

/** Everything about one instance: input, references, and what the model answered. */
export function InstanceDetail({ source, row, run }: Props) {
  const load = useCallback(() => source.load(row), [source, row]);
  const { value, error } = useLoaded(load);
  const key = source.rows[row];
  if (error) return <ErrorNote error={error} />;
  if (!value || !key) return <Loading />;
  const { instance, predictions } = value;
  const [first] = predictions;
  return (
    <article className="instance" aria-label={`Instance ${key.id}`}>
      <header>
        <h2>
          Instance id: <bdi>{key.id}</bdi>
        </h2>
        {key.split && <span className="badge">split: {key.split}</span>}
        {instance.sub_split && <span className="badge">sub-split: {instance.sub_split}</span>}
        {key.perturbation && <span className="badge">perturbation: {key.perturbation}</span>}
        <CopyLink hash={instanceLink(run.name, key.id, key.perturbation)} label="Copy Link" />
      </header>
      <h3>Input</h3>
      <InputView input={instance.input} />
      <ReferenceList references={instance.references ?? []} prediction={first?.prediction} />
      {instance.contrast_inputs && (
        <details className="section">
          <summary>Contrast inputs</summary>
          {instance.contrast_inputs.map((input, i) => (
            <InputView key={i} input={input} />
          ))}
        </details>
      )}
      {instance.extra_data && (
        <details className="section">
          <summary>Extra data</summary>
          <TextBlock text={JSON.stringify(instance.extra_data, null, 2)} />
        </details>
      )}
      {predictions.length === 0 && <p className="note">There is no answer to this instance.</p>}
      {predictions.map((prediction, i) => (
        <PredictionView key={i} loaded={prediction} trial={predictions.length > 1 ? i + 1 : undefined} />
      ))}
    </article>
  );
}
