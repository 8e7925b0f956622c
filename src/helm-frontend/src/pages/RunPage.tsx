import { Suspense, use, useState } from "react";
import { useParams } from "react-router";
import { ErrorBoundary } from "../components/ErrorBoundary";
import { Loading } from "../components/Loading";
import { EncryptionNotice } from "../components/EncryptionNotice";
import { InstanceBrowser } from "../components/InstanceBrowser";
import { RunHeading } from "../components/RunHeading";
import { RunMetrics } from "../components/RunMetrics";
import { RunSetup } from "../components/RunSetup";
import { Tabs } from "../components/Tabs";
import { ReadingContext } from "../components/TextBlock";
import { loadRun, type BriefRun } from "../data/runs";
import { loadRunSpec } from "../data/runSpecs";
import { describingGroup, loadSchema } from "../data/schema";
import { useTitle } from "../hooks/useTitle";
import { useUrlState } from "../hooks/useUrlState";
import { isEncryptedRun, type TextReader } from "../logic/decrypt";

const TABS = ["instances", "metrics", "setup"];
const TITLES = ["Instances + Predictions", "All metrics", "Setup"];

function Run({ run }: { run: BriefRun }) {
  const schema = use(loadSchema());
  const spec = use(loadRunSpec(run.suite, run.folder));
  const [read, setRead] = useState<TextReader>();
  const { get, set } = useUrlState();
  const tab = Math.max(0, TABS.indexOf(get("tab")));
  const group = describingGroup(schema, spec.groups);
  const direction = group?.taxonomy?.language === "Arabic" ? "rtl" : "auto";
  return (
    <ReadingContext value={{ direction, read }}>
      <RunHeading run={run} group={group} schema={schema} />
      {isEncryptedRun(run.name) && !read && <EncryptionNotice run={run} onRead={(reader) => setRead(() => reader)} />}
      <Tabs
        label="Run"
        titles={TITLES}
        selected={tab}
        onSelect={(index) => set({ tab: index === 0 ? undefined : TABS[index] })}
      />
      <ErrorBoundary key={tab}>
        <Suspense fallback={<Loading />}>
          {tab === 0 && <InstanceBrowser run={run} />}
          {tab === 1 && <RunMetrics run={run} schema={schema} />}
          {tab === 2 && <RunSetup run={run} spec={spec} schema={schema} />}
        </Suspense>
      </ErrorBoundary>
    </ReadingContext>
  );
}

export default function RunPage() {
  const name = useParams()["runName"] ?? "";
  const run = use(loadRun(name));
  useTitle(name);
  if (!run) {
    return (
      <p className="note note-bad">
        There is no run <code dir="auto">{name}</code> here: look for it on the page Predictions.
      </p>
    );
  }
  return <Run run={run} />;
}
