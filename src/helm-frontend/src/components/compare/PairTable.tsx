import { useMemo } from "react";
import { pairResult, type ComparedRow } from "../../logic/compare";
import { formatInterval, formatNumber, formatPValue } from "../../logic/numbers";
import type { PairedResult } from "../../logic/paired";
import { ScrollRegion } from "../ScrollRegion";

interface Props {
  rows: readonly ComparedRow[];
  labels: readonly string[];
  a: number;
  b: number;
  onSelect: (a: number, b: number) => void;
}

const TESTS: Record<PairedResult["test"], string> = { mcnemar: "McNemar, exact", paired_t: "paired t" };
const TITLES = ["A", "B", "Mean A", "Mean B", "A − B", "95 % interval", "p", "Test", "Shared instances"];

/** Each pair of runs: how far apart they are, and whether that may be chance. */
export function PairTable({ rows, labels, a, b, onSelect }: Props) {
  const pairs = useMemo(
    () =>
      labels.flatMap((_, i) =>
        labels.flatMap((__, j) => {
          const result = i < j ? pairResult(rows, i, j) : undefined;
          return result ? [{ i, j, result }] : [];
        }),
      ),
    [rows, labels],
  );
  if (pairs.length === 0) return <p className="note">These runs share no scored instances.</p>;
  return (
    <>
      <ScrollRegion label="Pairs of runs">
        <table className="list">
          <thead>
            <tr>
              {TITLES.map((title, k) => (
                <th key={title} scope="col" className={k > 1 && k !== 7 ? "number" : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ i, j, result }) => (
              <tr key={`${i}-${j}`} aria-current={i === Math.min(a, b) && j === Math.max(a, b) ? "true" : undefined}>
                <td>
                  <button type="button" className="plain-button" onClick={() => onSelect(i, j)} dir="auto">
                    {labels[i]}
                  </button>
                </td>
                <td dir="auto">{labels[j]}</td>
                <td className="number">{formatNumber(result.meanA)}</td>
                <td className="number">{formatNumber(result.meanB)}</td>
                <td className="number">
                  <b>{formatNumber(result.difference)}</b>
                </td>
                <td className="number">{formatInterval(result.low, result.high)}</td>
                <td className="number">{formatPValue(result.pValue)}</td>
                <td>{TESTS[result.test]}</td>
                <td className="number">{result.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="quiet">
        Paired on the instances that both runs have, without perturbations. p-values are two-sided and not corrected for
        the number of pairs.
      </p>
    </>
  );
}
