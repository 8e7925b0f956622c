import { useCallback, useMemo } from "react";
import type { BriefRun } from "../../data/runs";
import { useKeys } from "../../hooks/useKeys";
import { useUrlState } from "../../hooks/useUrlState";
import { filterCompared, type CompareShow, type ComparedRow } from "../../logic/compare";
import { formatCount } from "../../logic/numbers";
import { SelectField } from "../SelectField";
import { VirtualList } from "../VirtualList";
import { CompareDetail } from "./CompareDetail";
import { CompareItem } from "./CompareItem";

interface Props {
  runs: readonly BriefRun[];
  rows: readonly ComparedRow[];
  labels: readonly string[];
  a: number;
  b: number;
  show: CompareShow;
}

const OPTIONS: { value: CompareShow; label: string }[] = [
  { value: "all", label: "all instances" },
  { value: "differ", label: "only one of A and B right" },
  { value: "onlyA", label: "A right, B wrong" },
  { value: "onlyB", label: "A wrong, B right" },
  { value: "both", label: "both right" },
  { value: "neither", label: "both wrong" },
  { value: "flips", label: "flipped by a perturbation" },
];

/** The instances side by side: scores in the list, answers beside it. */
export function CompareInstances({ runs, rows, labels, a, b, show }: Props) {
  const { get, set, params } = useUrlState();
  const shown = useMemo(() => filterCompared(rows, show, a, b), [rows, show, a, b]);
  const [id, perturbation] = [get("instance"), params.get("perturbation") ?? undefined];
  const position = Math.max(
    0,
    shown.findIndex((row) => row.id === id && row.perturbation === perturbation),
  );
  const selected = shown[position];
  const select = useCallback(
    (row: ComparedRow | undefined) => row && set({ instance: row.id, perturbation: row.perturbation }),
    [set],
  );
  const keys = useMemo(
    () => ({ j: () => select(shown[position + 1]), k: () => select(shown[position - 1]) }),
    [select, shown, position],
  );
  useKeys(keys);
  return (
    <>
      <div className="tools">
        <SelectField
          label="Show"
          value={show}
          onChange={(value) => set({ show: value === "all" ? undefined : value })}
          options={OPTIONS}
        />
        <output className="count">{formatCount(shown.length)} rows</output>
      </div>
      <div className="browser">
        <VirtualList
          label="Instances"
          count={shown.length}
          position={position}
          keyOf={(index) => `${shown[index]?.id} ${shown[index]?.perturbation ?? ""}`}
          renderItem={(index) => {
            const row = shown[index];
            return row && <CompareItem row={row} current={index === position} onSelect={select} />;
          }}
        />
        {selected ? (
          <CompareDetail
            key={`${selected.id} ${selected.perturbation ?? ""}`}
            runs={runs}
            labels={labels}
            row={selected}
          />
        ) : (
          <p className="empty">No instance matches.</p>
        )}
      </div>
    </>
  );
}
