import type { CSSProperties } from "react";
import type { RequestState, Token } from "../data/scenarioState";
import { formatNumber } from "../logic/numbers";
import { OnDemand } from "./OnDemand";

function shade({ logprob }: Token): CSSProperties | undefined {
  if (logprob === null) return undefined;
  return { "--shade": `${Math.round((1 - Math.exp(Math.min(0, logprob))) * 100)}%` } as CSSProperties;
}

function TokenStrip({ tokens }: { tokens: readonly Token[] }) {
  return (
    <pre className="text tokens" dir="auto">
      {tokens.map((token, i) => (
        <span key={i} className="token" style={shade(token)} title={`log-probability ${formatNumber(token.logprob)}`}>
          {token.text}
        </span>
      ))}
    </pre>
  );
}

function Completions({ state }: { state: RequestState }) {
  const completions = state.result?.completions ?? [];
  const error = state.result?.error;
  return (
    <>
      {error && <p className="note note-bad">{error}</p>}
      {completions.map((completion, i) => (
        <div key={i}>
          <p className="quiet">
            Log-probability {formatNumber(completion.logprob)} · {completion.tokens?.length ?? 0} tokens
            {completion.finish_reason && <> · finished by {String(completion.finish_reason["reason"] ?? "unknown")}</>}
          </p>
          {completion.tokens && completion.tokens.length > 0 && <TokenStrip tokens={completion.tokens} />}
        </div>
      ))}
    </>
  );
}

/** Tokens of the answer, the darker the less likely the model found them. */
export function TokenDetails({ loadState }: { loadState: () => Promise<RequestState | undefined> }) {
  return (
    <OnDemand title="Tokens and log-probabilities" load={loadState} missing="The tokens were not kept.">
      {(state) => <Completions state={state} />}
    </OnDemand>
  );
}
