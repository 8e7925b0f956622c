import { countVerdicts, type CompareShow, type ComparedRow, type PairVerdict } from "../../logic/compare";

interface Props {
  rows: readonly ComparedRow[];
  labels: readonly string[];
  a: number;
  b: number;
  show: CompareShow;
  onShow: (show: CompareShow) => void;
}

/** Two runs: on how many instances both, one or none of them is right. A count lists its instances. */
export function PairCounts({ rows, labels, a, b, show, onShow }: Props) {
  const counts = countVerdicts(rows, a, b);
  const cell = (verdict: PairVerdict, description: string) => (
    <td className="number">
      <button
        type="button"
        aria-pressed={show === verdict}
        aria-label={`${counts[verdict]}: ${description}`}
        onClick={() => onShow(show === verdict ? "all" : verdict)}
      >
        {counts[verdict]}
      </button>
    </td>
  );
  return (
    <section className="card">
      <h2>Which is right</h2>
      <table className="list narrow counts">
        <thead>
          <tr>
            <td />
            <th scope="col">
              B right: <bdi>{labels[b]}</bdi>
            </th>
            <th scope="col">B wrong</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              A right: <bdi>{labels[a]}</bdi>
            </th>
            {cell("both", "both right")}
            {cell("onlyA", "A right, B wrong")}
          </tr>
          <tr>
            <th scope="row">A wrong</th>
            {cell("onlyB", "A wrong, B right")}
            {cell("neither", "both wrong")}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
