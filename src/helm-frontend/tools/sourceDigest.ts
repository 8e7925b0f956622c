import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

/** Every file below `root` but those of node_modules, as paths with forward slashes, sorted by code point. */
function sourceFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.split("/").includes("node_modules"))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** SHA-256 over path, NUL, SHA-256 of the content, newline of each source file. */
function sourceDigest(root: string): string {
  const total = createHash("sha256");
  for (const path of sourceFiles(root)) {
    const content = createHash("sha256")
      .update(readFileSync(join(root, path)))
      .digest("hex");
    total.update(`${path}\0${content}\n`);
  }
  return total.digest("hex");
}

/** Writes `source_digest.txt` beside the build, by which a test tells whether the build is that of the sources. */
export function writeSourceDigest(root: string, outDir: string): Plugin {
  return {
    name: "source-digest",
    apply: "build",
    closeBundle() {
      mkdirSync(outDir, { recursive: true });
      writeFileSync(join(outDir, "source_digest.txt"), `${sourceDigest(root)}\n`);
    },
  };
}
