import { useMemo } from "react";
import { TEXT_FIELDS, type InstanceFilter, type TextField } from "../logic/instanceFilters";
import type { UrlState } from "./useUrlState";

const NAMES = ["verdict", "outcome", "split", "with", "metric", "min", "max"] as const;

/** The filters of the instance list, which live in the address. */
export function useInstanceFilter(params: UrlState["params"]): InstanceFilter {
  const field = params.get("in") ?? "";
  const query = params.get("q") ?? "";
  const texts = NAMES.map((name) => params.get(name) ?? "");
  const key = JSON.stringify([query, field, ...texts]);
  // The other parameters, such as the chosen instance, must not filter anew.
  return useMemo(() => {
    const [q, chosen, verdict, outcome, split, perturbation, metric, min, max] = JSON.parse(key) as string[];
    const known = TEXT_FIELDS.includes(chosen as TextField);
    return {
      query: q ?? "",
      field: known ? (chosen as TextField) : "everything",
      verdict: verdict ?? "",
      outcome: outcome ?? "",
      split: split ?? "",
      perturbation: perturbation ?? "",
      metric: metric ?? "",
      min: min ?? "",
      max: max ?? "",
    };
  }, [key]);
}
