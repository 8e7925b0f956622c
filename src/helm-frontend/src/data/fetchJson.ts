/** A file that could not be read, in one sentence that a page can show. */
export class DataError extends Error {
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
    this.name = "DataError";
  }
}

const PYTHON_NUMBER_OR_STRING = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;

/** Parses JSON as Python writes it: NaN and infinities, which JSON does not know, become null. */
export function parseJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    const repaired = text.replace(PYTHON_NUMBER_OR_STRING, (token) => (token.startsWith('"') ? token : "null"));
    if (repaired === text) throw error;
    return JSON.parse(repaired) as T;
  }
}

async function respond(url: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new DataError(`${url} could not be fetched: the server does not answer.`);
  }
  if (!response.ok) throw new DataError(`${url} could not be fetched: status ${response.status}.`, response.status);
  return response;
}

async function load<T>(url: string): Promise<T> {
  const response = await respond(url);
  try {
    return parseJson<T>(await response.text());
  } catch {
    throw new DataError(`${url} holds no valid JSON.`);
  }
}

const MAX_CACHED = 400;
const cache = new Map<string, Promise<unknown>>();

/** The content of a JSON file. The same promise is returned for the same address, so that React can suspend on it. */
export function fetchJson<T>(url: string): Promise<T> {
  const cached = cache.get(url) as Promise<T> | undefined;
  const promise = cached ?? load<T>(url);
  cache.delete(url);
  cache.set(url, promise);
  const oldest = cache.keys().next().value;
  if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
  return promise;
}

/** Size of the whole file, as the answer to a request for a part of it tells. */
function wholeSize(response: Response, received: number): number {
  const total = response.headers.get("Content-Range")?.split("/")[1];
  return response.status === 206 && total ? Number(total) : received;
}

/**
 * The JSON value in the bytes `[start, end)` of a file; works with hosts that do not know ranges too.
 *
 * `size` is that of the file the range was made for: the bytes of another one mean something else.
 */
export async function fetchJsonRange<T>(
  url: string,
  [start, end]: readonly [number, number],
  size?: number,
): Promise<T> {
  const response = await respond(url, { headers: { Range: `bytes=${start}-${end - 1}` } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const whole = wholeSize(response, bytes.length);
  if (size !== undefined && Number.isFinite(whole) && whole !== size) {
    throw new DataError(`${url} has changed since the suite was summarized: summarize it again.`);
  }
  const part = response.status === 206 ? bytes : bytes.subarray(start, end);
  return parseJson<T>(new TextDecoder().decode(part));
}

const optional = new Map<string, Promise<unknown>>();

/** Like `fetchJson`, but a file that is not there is `undefined`. */
export function fetchOptionalJson<T>(url: string): Promise<T | undefined> {
  let promise = optional.get(url) as Promise<T | undefined> | undefined;
  if (!promise) {
    promise = fetchJson<T>(url).catch((error: unknown) => {
      if (error instanceof DataError && error.status !== undefined) return undefined;
      throw error;
    });
    optional.set(url, promise);
  }
  return promise;
}
