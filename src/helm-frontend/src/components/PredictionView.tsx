import type { LoadedPrediction } from "../data/instanceSource";
import { indicatorBadge } from "../logic/indicator";
import { imageDataUrl } from "../logic/media";
import { formatNumber } from "../logic/numbers";
import { AnnotationList } from "./AnnotationList";
import { RequestDetails } from "./RequestDetails";
import { TextBlock } from "./TextBlock";
import { TokenDetails } from "./TokenDetails";

function StatList({ stats }: { stats: Record<string, number | null> }) {
  const entries = Object.entries(stats);
  if (entries.length === 0) return null;
  return (
    <dl className="stat-list">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function OutcomeBadge({ outcome }: { outcome: string | undefined }) {
  if (!outcome || outcome === "scored") return null;
  return <span className={`badge outcome-text-${outcome}`}>{outcome}</span>;
}

/** An answer of the model: thinking, raw and mapped output, verdicts, metrics, request. */
export function PredictionView({ loaded, trial }: { loaded: LoadedPrediction; trial?: number }) {
  const { prediction, outcome } = loaded;
  const badge = indicatorBadge(prediction.stats);
  const images = prediction.base64_images ?? [];
  return (
    <section className="prediction">
      <h3>
        {trial === undefined ? "Prediction" : `Prediction, trial ${trial}`}{" "}
        {badge && (
          <span className={badge.good ? "badge badge-good" : "badge badge-bad"}>
            {badge.metric} {formatNumber(badge.value)}
          </span>
        )}{" "}
        <OutcomeBadge outcome={outcome} />
      </h3>
      {prediction.thinking_text && (
        <details className="section">
          <summary>Thinking ({prediction.thinking_text.length} characters)</summary>
          <TextBlock text={prediction.thinking_text} />
        </details>
      )}
      {images.map((image, i) => (
        <img key={i} className="media" src={imageDataUrl(image)} alt={`Made by the model (${i + 1})`} />
      ))}
      <h4>Prediction raw text</h4>
      <TextBlock text={prediction.predicted_text} className="output" />
      {prediction.truncated_predicted_text !== undefined && (
        <>
          <h4>Without the input</h4>
          <TextBlock text={prediction.truncated_predicted_text} className="output" />
        </>
      )}
      {prediction.mapped_output !== undefined && (
        <>
          <h4>Mapped output</h4>
          <TextBlock text={prediction.mapped_output} className="output" />
        </>
      )}
      {prediction.annotations && <AnnotationList annotations={prediction.annotations} />}
      <StatList stats={prediction.stats ?? {}} />
      <TokenDetails loadState={loaded.loadState} />
      <RequestDetails loadRequest={loaded.loadRequest} />
    </section>
  );
}
