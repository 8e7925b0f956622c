import type { Model } from "../data/schema";

export interface ModelFilter {
  text: string;
  creator: string;
  access: string;
}

/** The model that a row of a leaderboard is about: rows are labelled with its display name, and settings behind it. */
export function modelOfLabel(label: string, models: readonly Model[]): Model | undefined {
  const names = (model: Model) => [model.display_name ?? model.name, model.name];
  const fits = (name: string) => label === name || label.startsWith(`${name} [`);
  return models.find((model) => names(model).some(fits));
}

export function acceptsModel(filter: ModelFilter, model: Model | undefined): boolean {
  if (filter.creator && model?.creator_organization !== filter.creator) return false;
  return !filter.access || model?.access === filter.access;
}

export function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => !!value))].sort((a, b) => a.localeCompare(b));
}

/** How many times each value occurs, most frequent first. */
export function tally(values: readonly (string | undefined)[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value ?? "unknown", (counts.get(value ?? "unknown") ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}
