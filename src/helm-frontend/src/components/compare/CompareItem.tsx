import type { ComparedRow } from "../../logic/compare";
import { formatNumber } from "../../logic/numbers";
import { verdictClass } from "../verdict";

interface Props {
  row: ComparedRow;
  current: boolean;
  onSelect: (row: ComparedRow) => void;
}

/** A row of the list: the instance, and the score of each run. */
export function CompareItem({ row, current, onSelect }: Props) {
  return (
    <button type="button" className="item" aria-current={current ? "true" : undefined} onClick={() => onSelect(row)}>
      <span className="item-head">
        <b dir="auto">{row.id}</b>
        {row.perturbation && <span className="badge">{row.perturbation}</span>}
      </span>
      <span className="item-head">
        {row.scores.map((score, i) => (
          <span key={i} className={verdictClass(row.correct[i])}>
            {formatNumber(score)}
          </span>
        ))}
      </span>
    </button>
  );
}
