import { escapeRegex } from "./search";

export function leaderboardLink(group: string): string {
  return `/leaderboard/${encodeURIComponent(group)}`;
}

export function runLink(name: string): string {
  return `/runs/${encodeURIComponent(name)}`;
}

export function instanceLink(run: string, id: string, perturbation?: string): string {
  const query = new URLSearchParams({ instance: id, ...(perturbation ? { perturbation } : {}) });
  return `${runLink(run)}?${query}`;
}

/** The runs page, narrowed to these runs; a single run's own page. */
export function runsLink(names: readonly string[]): string {
  const [first] = names;
  if (first !== undefined && names.length === 1) return runLink(first);
  return `/runs?${new URLSearchParams({ q: names.map((name) => `^${escapeRegex(name)}$`).join("|") })}`;
}

export function compareLink(names: readonly string[]): string {
  return `/compare?${new URLSearchParams(names.map((name) => ["run", name]))}`;
}

/** The runs of a model: run names hold it with `_` in the place of `/`. */
export function modelRunsLink(model: string): string {
  return `/runs?${new URLSearchParams({ q: escapeRegex(model.replaceAll("/", "_")) })}`;
}
