export function Loading() {
  return <output className="loading">Loading …</output>;
}
