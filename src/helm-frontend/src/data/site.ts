/** What `config.js` of the server, or of an exported site, says. */
declare global {
  interface Window {
    BENCHMARK_OUTPUT_BASE_URL?: string;
    SUITE?: string;
    RELEASE?: string;
    PROJECT_ID?: string;
  }
}

export interface Site {
  /** Address of the output folder, without a slash at its end. */
  base: string;
  suite?: string;
  release?: string;
  projectId: string;
}

export function readSite(source: Window = window): Site {
  return {
    base: (source.BENCHMARK_OUTPUT_BASE_URL ?? "benchmark_output").replace(/\/+$/, ""),
    suite: source.SUITE,
    release: source.RELEASE,
    projectId: source.PROJECT_ID ?? "lite",
  };
}

let current: Site | undefined;

export function site(): Site {
  current ??= readSite();
  return current;
}

function address(parts: readonly string[]): string {
  return [site().base, ...parts.map(encodeURIComponent)].join("/");
}

/** Address of a file of the suite or release that is shown. */
export function suiteFile(...path: string[]): string {
  const { release, suite } = site();
  return address(release ? ["releases", release, ...path] : ["runs", suite ?? "latest", ...path]);
}

/** Address of a file in the folder of a run. */
export function runFile(suite: string, folder: string, ...path: string[]): string {
  return address(["runs", suite, folder, ...path]);
}
