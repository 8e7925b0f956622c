import type { Reference } from "../data/instances";
import type { Prediction } from "../data/predictions";
import { MediaList } from "./MediaList";
import { TextBlock } from "./TextBlock";

interface Props {
  references: readonly Reference[];
  prediction?: Prediction;
}

const CORRECT = "correct";

function isChosen(reference: Reference, index: number, prediction: Prediction | undefined): boolean {
  if (!prediction) return false;
  if (prediction.reference_index !== undefined) return prediction.reference_index === index;
  return prediction.mapped_output !== undefined && prediction.mapped_output === reference.output.text;
}

/** Possible answers; the right ones and the one that the model chose are marked. */
export function ReferenceList({ references, prediction }: Props) {
  if (references.length === 0) return null;
  return (
    <>
      <h3>References</h3>
      <ul className="references">
        {references.map((reference, i) => (
          <li key={i} className={reference.tags?.includes(CORRECT) ? "reference right" : "reference"}>
            <div>
              {reference.output.multimedia_content && <MediaList content={reference.output.multimedia_content} />}
              {reference.output.text && <TextBlock text={reference.output.text} />}
            </div>
            <span>
              {(reference.tags ?? []).map((tag) => (
                <span key={tag} className={tag === CORRECT ? "badge badge-good" : "badge"}>
                  {tag}
                </span>
              ))}
              {isChosen(reference, i, prediction) && <span className="badge badge-chosen">chosen</span>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
