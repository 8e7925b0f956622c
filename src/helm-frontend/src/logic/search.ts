export type TextTest = (text: string) => boolean;

function compiled(query: string): RegExp | undefined {
  try {
    return new RegExp(query, "iu");
  } catch {
    return undefined;
  }
}

export function isValidRegex(query: string): boolean {
  return compiled(query) !== undefined;
}

/** A test for a search text: a regular expression if wanted and valid, else a part of the text; case never counts. */
export function textTest(query: string, regex: boolean): TextTest {
  const pattern = regex ? compiled(query) : undefined;
  if (pattern) return (text) => pattern.test(text);
  const part = query.toLowerCase();
  return (text) => text.toLowerCase().includes(part);
}

export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
