import { use, useCallback, useState } from "react";
import { Link, useLocation } from "react-router";
import type { InstanceSource } from "../data/instanceSource";
import { useLoaded } from "../hooks/useLoaded";
import { isCorrect } from "../logic/instanceFilters";
import { inputText } from "../logic/instanceText";
import { formatNumber } from "../logic/numbers";
import { ReadingContext } from "./TextBlock";
import { verdictClass } from "./verdict";

interface Props {
  source: InstanceSource;
  row: number;
  current: boolean;
  /** False while the list flies past: then nothing is fetched for it. */
  mayLoad: boolean;
}

const EXCERPT = 160;

function useExcerpt(source: InstanceSource, row: number, mayLoad: boolean): string {
  const { read } = use(ReadingContext);
  const [wanted, setWanted] = useState(mayLoad);
  if (mayLoad && !wanted) setWanted(true);
  const load = useCallback(() => source.load(row), [source, row]);
  const { value } = useLoaded(wanted ? load : undefined);
  const text = value ? inputText(value.instance.input).trim() : "";
  const line = (read ? read(text) : text).replace(/\s+/g, " ");
  return line.slice(0, EXCERPT);
}

/** A row of the list: verdict, id, and the beginning of the input. */
export function InstanceListItem({ source, row, current, mayLoad }: Props) {
  const key = source.rows[row];
  const excerpt = useExcerpt(source, row, mayLoad);
  const { search, pathname } = useLocation();
  if (!key) return null;
  const query = new URLSearchParams(search);
  query.set("instance", key.id);
  if (key.perturbation) query.set("perturbation", key.perturbation);
  else query.delete("perturbation");
  const correct = isCorrect(key.score, source.lowerIsBetter);
  return (
    <Link to={{ pathname, search: `?${query}` }} replace aria-current={current ? "true" : undefined}>
      <span className="item-head">
        <span className={verdictClass(correct)}>{key.score === undefined ? "·" : formatNumber(key.score)}</span>
        <b dir="auto">{key.id}</b>
        {key.perturbation && <span className="badge">{key.perturbation}</span>}
        {key.outcome && key.outcome !== "scored" && (
          <span className={`badge outcome-text-${key.outcome}`}>{key.outcome}</span>
        )}
      </span>
      <span className="excerpt" dir="auto">
        {excerpt || "\u00a0"}
      </span>
    </Link>
  );
}
