import Markdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";

// Images would be requests to other hosts.
const SCHEMA = { ...defaultSchema, tagNames: (defaultSchema.tagNames ?? []).filter((tag) => tag !== "img") };

const COMPONENTS: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <>{children}</>
    ),
};

// HTML is shown as the text it is.
const REHYPE = {
  handlers: { html: (_: unknown, node: { value: string }) => ({ type: "text" as const, value: node.value }) },
};

/** Markdown of descriptions: no HTML, no images, only links that a browser opens safely. */
export default function MarkdownText({ text }: { text: string }) {
  return (
    <div className="markdown">
      <Markdown remarkRehypeOptions={REHYPE} rehypePlugins={[[rehypeSanitize, SCHEMA]]} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}
