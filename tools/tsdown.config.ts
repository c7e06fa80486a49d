import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type UserConfig, defineConfig } from "tsdown";
import { entriesFromManifest } from "./src/entries-from-manifest.ts";

const manifest = readFileSync("package.json", "utf8");
const entries = entriesFromManifest(JSON.parse(manifest));

const build: UserConfig = {
  cwd: process.cwd(),
  entry: entries,
  format: "esm",
  platform: "neutral",
  target: "es2023",
  // An editor opens the sources, which are in every package, for the definition of a type.
  dts: { sourcemap: true },
  // Names that stay: the manifest and the users' debuggers point at them.
  outExtensions: () => ({ js: ".js", dts: ".d.ts" }),
  hash: false,
  // An entry that others share exports what these need of it, in place of a third file for all of them.
  inputOptions: { preserveEntrySignatures: "allow-extension" },
  outputOptions: {
    // The sources are in the package beside the maps.
    sourcemapExcludeSources: true,
    // The declarations keep theirs.
    comments: { legal: true, annotation: true, jsdoc: false },
    // What several entries share is one file: each file that an import loads costs as much as 8 kB of code. In core it is the entry
    // `client`, with all that it imports. The parts that the command loads on demand are entries too: what only a few of them
    // share stays apart.
    codeSplitting: {
      groups: [
        { name: "client", test: /core\/src\/client\.ts$/ },
        { name: "shared", test: /(?<!\.d)\.ts$/, minShareCount: manifest.includes('"layer:cli"') ? 4 : 2 },
      ],
    },
  },
  clean: true,
  logLevel: "warn",
};

/** Takes `x.browser.ts` in place of `x.ts` if there is one: what only Node, Bun and Deno have is left out. */
const forBrowsers: UserConfig = {
  ...build,
  outDir: "dist/browser",
  clean: false,
  dts: false,
  plugins: [
    {
      name: "browser-modules",
      resolveId(source, importer) {
        const file = importer === undefined ? source : resolve(importer, "..", source);
        const own = file.replace(/\.ts$/, ".browser.ts");
        return own !== file && existsSync(own) ? own : undefined;
      },
    },
  ],
};

/**
 * A provider's package, each of whose entries is one file: what an import loads is the client that it names, and core's entry
 * `client`. The table that two entries have is 2 kB, and a program needs only one of them.
 */
const oneFileEach: UserConfig[] = [
  { ...build, dts: { sourcemap: true, emitDtsOnly: true } },
  ...Object.entries(entries).map(([name, source]) => ({
    ...build,
    entry: { [name]: source },
    clean: false,
    dts: false,
    sourcemap: true,
  })),
];

/**
 * One build for every public package: run in the package's folder, it builds what the manifest there exports, and once more for browsers
 * if the manifest has the condition `browser`.
 */
export default defineConfig(
  manifest.includes('"./dist/browser/')
    ? [build, forBrowsers]
    : manifest.includes('"layer:provider"')
      ? oneFileEach
      : build,
);
