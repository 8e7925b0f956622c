import { use, useCallback, useMemo } from "react";
import type { InstanceSource, RowKey } from "../data/instanceSource";
import { openInstances } from "../data/openRun";
import type { BriefRun } from "../data/runs";
import { useFilteredRows } from "../hooks/useFilteredRows";
import { useInstanceFilter } from "../hooks/useInstanceFilter";
import { useKeys } from "../hooks/useKeys";
import { useUrlState } from "../hooks/useUrlState";
import { formatCount } from "../logic/numbers";
import { ErrorNote } from "./ErrorBoundary";
import { InstanceDetail } from "./InstanceDetail";
import { InstanceListItem } from "./InstanceListItem";
import { InstanceTools } from "./InstanceTools";
import { VirtualList } from "./VirtualList";

/** The row that `?instance=` and `&perturbation=` name. */
function linkedRow(source: InstanceSource, params: URLSearchParams): number | undefined {
  const id = params.get("instance");
  if (id === null) return undefined;
  const perturbation = params.get("perturbation") ?? undefined;
  const row = source.rows.findIndex((key) => key.id === id && key.perturbation === perturbation);
  return row < 0 ? undefined : row;
}

function Count({ shown, all, progress }: { shown: number; all: number; progress?: number }) {
  return (
    <output className="count">
      {formatCount(shown)} of {formatCount(all)} rows
      {progress !== undefined && ` · searched ${Math.round(progress * 100)} %`}
    </output>
  );
}

/** The list of instances and the one that is chosen, side by side; the keys j and k go along the list. */
export function InstanceBrowser({ run }: { run: BriefRun }) {
  const source = use(openInstances(run));
  const { params, set } = useUrlState();
  const filter = useInstanceFilter(params);
  const { rows, progress, error } = useFilteredRows(source, filter);
  const selected = linkedRow(source, params) ?? rows[0];
  const select = useCallback(
    (key: RowKey | undefined) => key && set({ instance: key.id, perturbation: key.perturbation }),
    [set],
  );
  const position = useMemo(() => (selected === undefined ? -1 : rows.indexOf(selected)), [rows, selected]);
  const keys = useMemo(() => {
    const go = (step: number) => () => select(source.rows[rows[position + step] ?? -1]);
    return { j: go(1), k: go(-1) };
  }, [source, rows, position, select]);
  useKeys(keys);
  return (
    <>
      <InstanceTools source={source} filter={filter} set={set} />
      <p className="actions">
        <Count shown={rows.length} all={source.rows.length} progress={progress} />
        <span className="quiet keys">
          <kbd>j</kbd> next · <kbd>k</kbd> previous
        </span>
      </p>
      {error && <ErrorNote error={error} />}
      <div className="browser">
        <VirtualList
          label="Instances"
          count={rows.length}
          position={position}
          keyOf={(index) => rows[index] ?? index}
          renderItem={(index, scrolling) => (
            <InstanceListItem
              source={source}
              row={rows[index] ?? 0}
              current={index === position}
              mayLoad={!scrolling}
            />
          )}
        />
        {selected === undefined ? (
          <p className="empty">No instance matches the filters.</p>
        ) : (
          <InstanceDetail key={selected} source={source} row={selected} run={run} />
        )}
      </div>
    </>
  );
}
