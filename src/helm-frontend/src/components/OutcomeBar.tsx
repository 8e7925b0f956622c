import type { OutcomeCounts } from "../data/runIndex";
import { formatShare } from "../logic/numbers";

const ORDER = ["scored", "truncated", "unparsed", "refused", "error"];

function present(outcomes: OutcomeCounts): string[] {
  return ORDER.filter((name) => (outcomes[name] ?? 0) > 0);
}

/** `98 scored, 2 error`. */
export function outcomeWords(outcomes: OutcomeCounts): string {
  return present(outcomes)
    .map((name) => `${outcomes[name] ?? 0} ${name}`)
    .join(", ");
}

/** How the instances of a run ended, as a bar of shares with the numbers in words. */
export function OutcomeBar({ outcomes }: { outcomes: OutcomeCounts }) {
  const names = present(outcomes);
  const total = names.reduce((sum, name) => sum + (outcomes[name] ?? 0), 0);
  if (total === 0) return null;
  const words = names
    .map((name) => `${outcomes[name] ?? 0} ${name} (${formatShare(outcomes[name] ?? 0, total)})`)
    .join(", ");
  return (
    <span className="outcome-bar" role="img" aria-label={words} title={words}>
      {names.map((name) => (
        <span key={name} className={`outcome-${name}`} style={{ flexGrow: outcomes[name] }} />
      ))}
    </span>
  );
}
