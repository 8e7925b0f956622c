import type { CSSProperties } from "react";
import { agreement, type ComparedRow } from "../../logic/compare";
import { formatShare } from "../../logic/numbers";
import { ScrollRegion } from "../ScrollRegion";

interface Props {
  rows: readonly ComparedRow[];
  labels: readonly string[];
  onSelect: (a: number, b: number) => void;
}

/** How often each two of the runs are both right or both wrong. */
export function AgreementMatrix({ rows, labels, onSelect }: Props) {
  const cell = (i: number, j: number) => {
    const share = i === j ? undefined : agreement(rows, i, j);
    if (share === undefined) return <td key={j} className="number" />;
    const style = { "--shade": `${Math.round(share * 100)}%` } as CSSProperties;
    return (
      <td key={j} className="number shaded" style={style}>
        <button
          type="button"
          className="plain-button"
          aria-label={`Compare ${labels[i]} with ${labels[j]}`}
          onClick={() => onSelect(i, j)}
        >
          {formatShare(share, 1)}
        </button>
      </td>
    );
  };
  return (
    <section className="card">
      <h2>Agreement</h2>
      <ScrollRegion label="Agreement">
        <table className="list matrix">
          <thead>
            <tr>
              <td />
              {labels.map((label) => (
                <th key={label} scope="col" dir="auto">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, i) => (
              <tr key={label}>
                <th scope="row" dir="auto">
                  {label}
                </th>
                {labels.map((_, j) => cell(i, j))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
