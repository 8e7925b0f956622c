import { use } from "react";
import { loadSummary } from "../data/summary";

export function ReleaseInfo() {
  const { release, suite, date } = use(loadSummary());
  return (
    <span className="release">
      {release ? "Release" : "Suite"} <b dir="auto">{release ?? suite}</b>
      {date && <> ({date})</>}
    </span>
  );
}
