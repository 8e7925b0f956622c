import { displayName, type Schema } from "../data/schema";
import type { MetricName } from "../data/stats";

/** `Exact match on test/easy with misspellings (worst)`; ` original` where nothing is perturbed. */
export function statLabel(name: MetricName, schema: Schema): string {
  const metric = displayName(schema.metrics.get(name.name), name.name);
  const split = name.split ? ` on ${[name.split, name.sub_split].filter(Boolean).join("/")}` : "";
  const { perturbation } = name;
  if (!perturbation) return `${metric}${split} original`;
  const computed = perturbation.computed_on === "perturbed" ? "" : ` (${perturbation.computed_on ?? ""})`;
  return `${metric}${split} with ${displayName(schema.perturbations.get(perturbation.name), perturbation.name)}${computed}`;
}
