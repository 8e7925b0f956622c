export type CsvValue = string | number | null | undefined;

const FORMULA = /^[\s\p{Cc}]*[=+\-@]/u;
const NEEDS_QUOTES = /[",\r\n]/;

/** One field. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are. */
function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) || /^[\t\r]/.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Comma-separated values by RFC 4180. */
export function toCsv(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => row.map(csvField).join(",") + "\r\n").join("");
}
