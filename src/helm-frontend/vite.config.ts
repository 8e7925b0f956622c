import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { writeSourceDigest } from "./tools/sourceDigest.ts";

const root = import.meta.dirname;
const outDir = resolve(root, "../helm/benchmark/static_build");

export default defineConfig({
  // Relative addresses: the site works below any path of any file host.
  base: "./",
  plugins: [react(), writeSourceDigest(root, outDir)],
  build: {
    outDir,
    emptyOutDir: true,
    // Files as data URLs would need exceptions in the content security policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { "^/(config\\.js|benchmark_output/|cache/)": "http://127.0.0.1:8000" } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
