/** A number as tables show it: at most three decimals, no zeros at the end. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "-";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  return String(Math.round(value * 1000) / 1000);
}

export function formatCount(value: number): string {
  return value.toLocaleString("en-US");
}

export function formatShare(part: number, whole: number): string {
  return whole === 0 ? "-" : `${Math.round((1000 * part) / whole) / 10} %`;
}

export function formatInterval(low: number | null | undefined, high: number | null | undefined): string {
  return `[${formatNumber(low)}, ${formatNumber(high)}]`;
}

export function formatPValue(p: number | null | undefined): string {
  if (p === null || p === undefined || Number.isNaN(p)) return "-";
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** 7000000000 → 7B. */
export function formatParameters(count: number | undefined): string {
  if (!count) return "";
  const units: [number, string][] = [
    [1e12, "T"],
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "K"],
  ];
  const unit = units.find(([size]) => count >= size);
  return unit ? `${Math.round((count / unit[0]) * 10) / 10}${unit[1]}` : String(count);
}
