import { useEffect, useState } from "react";
import type { InstanceSource } from "../data/instanceSource";
import { filterKeys, searchRows, type InstanceFilter } from "../logic/instanceFilters";

export interface FilteredRows {
  rows: number[];
  /** Share of the run that has been searched, while a search goes on. */
  progress?: number;
  error?: Error;
}

/** Rows that pass the filters; a search reports what it has found so far. */
export function useFilteredRows(source: InstanceSource, filter: InstanceFilter): FilteredRows {
  const [result, setResult] = useState<FilteredRows>(() => ({ rows: source.rows.map((_, row) => row) }));
  useEffect(() => {
    const stop = new AbortController();
    const run = async () => {
      const rows = await filterKeys(source, filter);
      if (stop.signal.aborted) return;
      if (filter.query === "") return setResult({ rows });
      setResult({ rows: [], progress: 0 });
      await searchRows(source, rows, filter, stop.signal, (found, share) =>
        setResult({ rows: found, progress: share < 1 ? share : undefined }),
      );
    };
    run().catch((error: unknown) => {
      if (!stop.signal.aborted) setResult({ rows: [], error: error as Error });
    });
    return () => stop.abort();
  }, [source, filter]);
  return result;
}
