import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";
import { entriesFromManifest } from "./src/entries-from-manifest.ts";

/** One build for every public package: run in the package's folder, it builds what the manifest there exports. */
export default defineConfig({
  cwd: process.cwd(),
  entry: entriesFromManifest(JSON.parse(readFileSync("package.json", "utf8"))),
  format: "esm",
  platform: "neutral",
  target: "es2023",
  // An editor opens the sources, which are in every package, for the definition of a type.
  dts: { sourcemap: true },
  // Names that stay: the manifest and the users' debuggers point at them.
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
  hash: false,
  outputOptions: {
    // The sources are in the package beside the maps.
    sourcemapExcludeSources: true,
    // The declarations keep theirs.
    comments: { legal: true, annotation: true, jsdoc: false },
    // What several entries share is one file: each file that an import loads costs as much as 20 kB of code.
    codeSplitting: { groups: [{ name: "shared", test: /(?<!\.d)\.ts$/, minShareCount: 2 }] },
  },
  clean: true,
  logLevel: "warn",
});
