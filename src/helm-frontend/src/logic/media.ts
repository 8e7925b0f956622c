/**
 * Address of a media file of a run below the site; `undefined` for files elsewhere, which are never fetched.
 *
 * Locations are paths as the run saw them: `benchmark_output/...` is the output folder, `prod_env/...` lies beside it.
 */
export function mediaAddress(location: string, base: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location) || location.startsWith("//") || location.startsWith("\\")) return undefined;
  const beside = location.startsWith("prod_env/");
  const path = location.replace(/^(benchmark_output|prod_env)\//, "").replace(/^\/+/, "");
  const segments = path.split("/");
  if (segments.includes("..") || path.includes("\\")) return undefined;
  return [base, ...(beside ? [".."] : []), ...segments.map(encodeURIComponent)].join("/");
}

export type MediaKind = "image" | "audio" | "video" | "text" | "other";

export function mediaKind(contentType: string): MediaKind {
  const kind = contentType.split("/")[0];
  return kind === "image" || kind === "audio" || kind === "video" || kind === "text" ? kind : "other";
}

const SIGNATURES: [string, string][] = [
  ["/9j/", "image/jpeg"],
  ["R0lGOD", "image/gif"],
  ["UklGR", "image/webp"],
];

/** A data URL of an image in base64, its type told by its first bytes. */
export function imageDataUrl(base64: string): string {
  const type = SIGNATURES.find(([start]) => base64.startsWith(start))?.[1] ?? "image/png";
  return `data:${type};base64,${base64}`;
}
