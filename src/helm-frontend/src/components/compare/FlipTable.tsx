import { countFlips, type ComparedRow } from "../../logic/compare";
import { formatShare } from "../../logic/numbers";
import { ScrollRegion } from "../ScrollRegion";

/** How often perturbations change whether a run is right. Nothing is drawn for runs without perturbations. */
export function FlipTable({ rows, labels }: { rows: readonly ComparedRow[]; labels: readonly string[] }) {
  const flips = labels.flatMap((label, run) => countFlips(rows, run).map((count) => ({ label, ...count })));
  if (flips.length === 0) return null;
  return (
    <section className="card">
      <h2>Flips under perturbation</h2>
      <ScrollRegion label="Flips under perturbation">
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Perturbation</th>
              <th scope="col" className="number">
                right → wrong
              </th>
              <th scope="col" className="number">
                wrong → right
              </th>
              <th scope="col" className="number">
                of
              </th>
            </tr>
          </thead>
          <tbody>
            {flips.map(({ label, perturbation, n, toWrong, toRight }) => (
              <tr key={`${label} ${perturbation}`}>
                <td dir="auto">{label}</td>
                <td>{perturbation}</td>
                <td className="number">
                  {toWrong} <small>({formatShare(toWrong, n)})</small>
                </td>
                <td className="number">
                  {toRight} <small>({formatShare(toRight, n)})</small>
                </td>
                <td className="number">{n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
