import { lazy, Suspense } from "react";

const MarkdownText = lazy(() => import("./MarkdownText"));

const MARKUP = /[*_`[\]#<>|\\]|\n\s*\n|^\s*[-+\d]/;

/** A description in Markdown; the parser is loaded only for texts that have markup. */
export function Description({ text }: { text: string | undefined }) {
  if (!text?.trim()) return null;
  if (!MARKUP.test(text)) return <p className="description">{text}</p>;
  return (
    <Suspense fallback={<p className="description">{text}</p>}>
      <MarkdownText text={text} />
    </Suspense>
  );
}
