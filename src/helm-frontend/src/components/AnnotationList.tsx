import { flatten, verdicts } from "../logic/annotations";
import type { MediaObject } from "../data/instances";
import { MediaList } from "./MediaList";
import { TextBlock } from "./TextBlock";

function mediaOf(value: unknown): MediaObject[] {
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  return items.flatMap((item) => {
    const media = (item as { media_object?: MediaObject } | null)?.media_object;
    return media && typeof media.content_type === "string" ? [media] : [];
  });
}

function Annotation({ name, value }: { name: string; value: unknown }) {
  return (
    <details className="section">
      <summary>
        Annotation <bdi>{name}</bdi>{" "}
        {verdicts(value).map(({ path, text }) => (
          <span key={path} className="badge">
            {path}: {text}
          </span>
        ))}
      </summary>
      <MediaList content={{ media_objects: mediaOf(value) }} />
      <dl className="annotation">
        {flatten(value).map(({ path, text }, i) => (
          <div key={i}>
            <dt className="code">{path || name}</dt>
            <dd>
              <TextBlock text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What annotators, such as judges, said about the answer; their verdicts stand in the heading. */
export function AnnotationList({ annotations }: { annotations: Record<string, unknown> }) {
  return Object.entries(annotations).map(([name, value]) => <Annotation key={name} name={name} value={value} />);
}
