import { useCallback, useState, type ReactNode } from "react";
import { loadDataManifest } from "../data/dataManifest";
import type { BriefRun } from "../data/runs";
import type { RunSpec } from "../data/runSpecs";
import type { Schema } from "../data/schema";
import { useLoaded } from "../hooks/useLoaded";
import { ErrorNote } from "./ErrorBoundary";
import { Loading } from "./Loading";
import { TextBlock } from "./TextBlock";
import { ScrollRegion } from "./ScrollRegion";

function shownValue(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : JSON.stringify(value, null, 1);
}

function AdapterTable({ spec, schema }: { spec: RunSpec; schema: Schema }) {
  return (
    <ScrollRegion label="Adapter spec">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(spec.adapter_spec).map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="code">
                {name}
              </th>
              <td className="code lines" dir="auto">
                {shownValue(value)}
              </td>
              <td className="quiet">{schema.adapter.get(name)?.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function DataManifest({ run }: { run: BriefRun }) {
  const load = useCallback(() => loadDataManifest(run.suite, run.folder), [run]);
  const { value, error, loading } = useLoaded(load);
  if (loading) return <Loading />;
  if (error) return <ErrorNote error={error} />;
  return value === undefined ? (
    <p>This run has no data manifest.</p>
  ) : (
    <TextBlock text={JSON.stringify(value, null, 2)} />
  );
}

function Section({ title, children }: { title: string; children: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="section" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}

/** How the run was made: the adapter's settings, the specs, the data. */
export function RunSetup({ run, spec, schema }: { run: BriefRun; spec: RunSpec; schema: Schema }) {
  const { adapter_spec: _adapter, ...others } = spec;
  return (
    <>
      <h2>Adapter spec</h2>
      <AdapterTable spec={spec} schema={schema} />
      <Section title="Scenario, metrics, annotators, perturbations">
        {() => <TextBlock text={JSON.stringify(others, null, 2)} />}
      </Section>
      <Section title="Data manifest">{() => <DataManifest run={run} />}</Section>
    </>
  );
}
