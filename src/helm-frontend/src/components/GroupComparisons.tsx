import { useCallback, useState, type CSSProperties } from "react";
import { Link } from "react-router";
import { loadComparisons, type ComparedPair, type Comparisons } from "../data/comparisons";
import { useLoaded } from "../hooks/useLoaded";
import { compareLink } from "../logic/links";
import { formatInterval, formatNumber, formatPValue } from "../logic/numbers";
import { ErrorNote } from "./ErrorBoundary";
import { Loading } from "./Loading";
import { ScrollRegion } from "./ScrollRegion";

const SIGNIFICANT = 0.05;

/** The pair seen from row `i`: the difference is that of `i` less `j`. */
function pairSeenFrom(pairs: readonly ComparedPair[], i: number, j: number): ComparedPair | undefined {
  const pair = pairs.find(([a, b]) => (a === i && b === j) || (a === j && b === i));
  if (!pair || pair[0] === i) return pair;
  const [a, b, difference, low, high, p, n, test] = pair;
  return [b, a, -difference, high === null ? null : -high, low === null ? null : -low, p, n, test];
}

function PairCell({ pair, comparisons }: { pair: ComparedPair | undefined; comparisons: Comparisons }) {
  if (!pair) return <td />;
  const [a, b, difference, low, high, p, n, test] = pair;
  const significant = p !== null && p < SIGNIFICANT;
  const better = comparisons.lower_is_better === true ? difference < 0 : difference > 0;
  const runs = [...(comparisons.rows[a]?.runs ?? []), ...(comparisons.rows[b]?.runs ?? [])];
  const style = { "--shade": significant ? "100%" : "0%" } as CSSProperties;
  const title = `95 % interval ${formatInterval(low, high)}, p ${formatPValue(p)} (${test}), ${n} instances`;
  const value = formatNumber(difference);
  return (
    <td className={`number pair ${better ? "pair-better" : "pair-worse"}`} style={style} title={title}>
      {runs.length === 2 ? <Link to={compareLink(runs)}>{value}</Link> : value}
    </td>
  );
}

function Matrix({ comparisons }: { comparisons: Comparisons }) {
  const { rows, pairs } = comparisons;
  return (
    <>
      <p className="quiet">
        Mean {comparisons.metric} of the row's model less that of the column's, on the instances both have. Coloured: p
        &lt; {SIGNIFICANT}, not corrected for the number of pairs.
      </p>
      <ScrollRegion label="Paired differences">
        <table className="list matrix">
          <thead>
            <tr>
              <th scope="col">Model</th>
              {rows.map((row, i) => (
                <th key={i} scope="col" className="number" dir="auto">
                  {row.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                <th scope="row" dir="auto">
                  {row.label}
                </th>
                {rows.map((_, j) => (
                  <PairCell key={j} pair={i === j ? undefined : pairSeenFrom(pairs, i, j)} comparisons={comparisons} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

function LoadedComparisons({ group }: { group: string }) {
  const load = useCallback(() => loadComparisons(group), [group]);
  const { value, error, loading } = useLoaded(load);
  if (loading) return <Loading />;
  if (error) return <ErrorNote error={error} />;
  return value?.pairs.length ? <Matrix comparisons={value} /> : <p className="quiet">No two models share instances.</p>;
}

/** Which models of a group differ by more than chance. */
export function GroupComparisons({ group }: { group: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="section" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>Paired differences between models</summary>
      {opened && <LoadedComparisons group={group} />}
    </details>
  );
}
