import { use, useMemo } from "react";
import { CompareInstances } from "../components/compare/CompareInstances";
import { FlipTable } from "../components/compare/FlipTable";
import { PairCounts } from "../components/compare/PairCounts";
import { PairTable } from "../components/compare/PairTable";
import { RunPicker } from "../components/compare/RunPicker";
import { AgreementMatrix } from "../components/compare/AgreementMatrix";
import { loadRuns, type BriefRun } from "../data/runs";
import { loadAllScores } from "../data/runScores";
import { useTitle } from "../hooks/useTitle";
import { useUrlState } from "../hooks/useUrlState";
import { joinScores, VERDICTS, type CompareShow } from "../logic/compare";
import { runLabels } from "../logic/runLabels";

const SHOWS: readonly string[] = ["all", "differ", "flips", ...VERDICTS];

function position(text: string, count: number, otherwise: number): number {
  const value = Number.parseInt(text, 10);
  return value >= 0 && value < count ? value : otherwise;
}

function Comparison({ runs }: { runs: BriefRun[] }) {
  const scores = use(loadAllScores(runs));
  const rows = useMemo(() => joinScores(scores), [scores]);
  const labels = useMemo(() => runLabels(runs), [runs]);
  const { get, set } = useUrlState();
  const a = position(get("a"), runs.length, 0);
  const b = position(get("b"), runs.length, a === 1 ? 0 : 1);
  const show = (SHOWS.includes(get("show")) ? get("show") : "all") as CompareShow;
  const metrics = [...new Set(scores.map((score) => score.metric))];
  const select = (first: number, second: number) => set({ a: String(first), b: String(second), show: undefined });
  return (
    <>
      {metrics.length > 1 && <p className="note">These runs are scored by different metrics: {metrics.join(", ")}.</p>}
      <h2>
        Differences in <bdi>{metrics[0]}</bdi>
      </h2>
      <PairTable rows={rows} labels={labels} a={a} b={b} onSelect={select} />
      <div className="columns">
        <PairCounts rows={rows} labels={labels} a={a} b={b} show={show} onShow={(value) => set({ show: value })} />
        {runs.length > 2 && <AgreementMatrix rows={rows} labels={labels} onSelect={select} />}
        <FlipTable rows={rows} labels={labels} />
      </div>
      <CompareInstances runs={runs} rows={rows} labels={labels} a={a} b={b} show={show} />
    </>
  );
}

export default function ComparePage() {
  const all = use(loadRuns());
  const { params, set } = useUrlState();
  useTitle("Compare");
  const names = params.getAll("run");
  const key = JSON.stringify(names);
  const runs = useMemo(
    () => (JSON.parse(key) as string[]).flatMap((name) => all.findLast((run) => run.name === name) ?? []),
    [all, key],
  );
  const missing = names.filter((name) => !runs.some((run) => run.name === name));
  return (
    <>
      <h1>Compare runs</h1>
      <RunPicker all={all} chosen={runs} onChange={(run) => set({ run, a: undefined, b: undefined })} />
      {missing.length > 0 && (
        <p className="note note-bad" dir="auto">
          There is no run {missing.join(", ")} here.
        </p>
      )}
      {runs.length >= 2 && <Comparison key={key} runs={runs} />}
    </>
  );
}
