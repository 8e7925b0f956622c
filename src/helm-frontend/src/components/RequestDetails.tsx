import type { Request } from "../data/requests";
import { MediaList } from "./MediaList";
import { MessageList } from "./MessageList";
import { OnDemand } from "./OnDemand";
import { TextBlock } from "./TextBlock";

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function RequestView({ request }: { request: Request }) {
  const { prompt, messages, multimodal_prompt: multimodal, ...others } = request;
  return (
    <>
      {prompt && (
        <>
          <h4>Prompt ({prompt.length} characters)</h4>
          <TextBlock text={prompt} />
        </>
      )}
      {messages && <MessageList messages={messages} />}
      {multimodal && <MediaList content={multimodal} />}
      <dl className="stat-list">
        {Object.entries(others).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{shown(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

export function RequestDetails({ loadRequest }: { loadRequest: () => Promise<Request | undefined> }) {
  return (
    <OnDemand title="Request details" load={loadRequest} missing="The request was not kept.">
      {(request) => <RequestView request={request} />}
    </OnDemand>
  );
}
