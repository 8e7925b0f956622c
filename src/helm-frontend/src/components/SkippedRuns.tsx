import { use } from "react";
import { loadSkippedRuns } from "../data/skippedRuns";

/** Folders of the suite that could not be read, and why. */
export function SkippedRuns() {
  const runs = use(loadSkippedRuns());
  if (runs.length === 0) return null;
  return (
    <details className="section">
      <summary>{runs.length} folders could not be read</summary>
      <ul className="plain">
        {runs.map((run) => (
          <li key={`${run.suite}/${run.folder}`} dir="auto">
            <code>{run.folder}</code>: {run.reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
