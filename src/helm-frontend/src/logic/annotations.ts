export interface FlatValue {
  /** Where the value is, as in `a.b[0]`. */
  path: string;
  text: string;
}

/** Every value of a nested annotation with the path to it. */
export function flatten(value: unknown, path = ""): FlatValue[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => flatten(item, `${path}[${i}]`));
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, item]) => flatten(item, path ? `${path}.${key}` : key));
  }
  return [{ path, text: typeof value === "string" ? value : JSON.stringify(value ?? null) }];
}

const VERDICT = /score|label|verdict|correct|rating|success|error/i;
const MAX_VERDICTS = 6;
const MAX_LENGTH = 40;

/** The short values that say how an annotator judged. */
export function verdicts(value: unknown): FlatValue[] {
  return flatten(value)
    .filter(({ path, text }) => VERDICT.test(path) && text.length <= MAX_LENGTH && text !== "null")
    .slice(0, MAX_VERDICTS);
}
