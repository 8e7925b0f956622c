import { useCallback, useState, type ReactNode } from "react";
import { useLoaded } from "../hooks/useLoaded";
import { ErrorNote } from "./ErrorBoundary";
import { Loading } from "./Loading";

interface Props<T> {
  title: string;
  load: () => Promise<T | undefined>;
  missing: string;
  children: (value: T) => ReactNode;
}

/** A section whose content is fetched when it is opened. */
export function OnDemand<T>({ title, load, missing, children }: Props<T>) {
  const [opened, setOpened] = useState(false);
  // What is loaded must not change with each drawing of the page around it.
  const [first] = useState(() => load);
  const stable = useCallback(() => first(), [first]);
  const { value, error, loading } = useLoaded(opened ? stable : undefined);
  return (
    <details className="section" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{title}</summary>
      {loading && <Loading />}
      {error && <ErrorNote error={error} />}
      {opened && !loading && !error && (value === undefined ? <p className="quiet">{missing}</p> : children(value))}
    </details>
  );
}
