import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { compareRuns, cpuMsOfRun } from "./cost-of-run.ts";

/**
 * Measures the processor time of generating the packages of all documents, those of the gallery included, as a ratio to one run of
 * openapi-typescript on the same documents.
 */

const ROUNDS = 9;
/** The most that was aimed at. */
const AIM = 1.4;

const workspace = resolve(import.meta.dirname, "../..");
const specs = globSync("specs/{,gallery/}*.openapi.yaml", { cwd: workspace }).toSorted();
const out = mkdtempSync(join(tmpdir(), "measure-generate-"));
const CLI = join(workspace, "node_modules/openapi-typescript/bin/cli.js");
// Of several documents openapi-typescript reads only those that a configuration of Redocly names.
const apis = specs.map((spec) => {
  const name = basename(spec, ".openapi.yaml");
  return [name, { root: join(workspace, spec), "x-openapi-ts": { output: join(out, `${name}.ts`) } }] as const;
});
const config = join(out, "redocly.yaml");
writeFileSync(config, JSON.stringify({ apis: Object.fromEntries(apis) }));
const programs = [
  [CLI, "--redocly", config],
  ["packages/codegen/src/bin.ts", ...specs, "--out", join(out, "packages")],
];
const [theirMs = NaN, ourMs = NaN] = compareRuns(programs, ROUNDS, cpuMsOfRun);
rmSync(out, { recursive: true });
console.log(
  `${specs.length} documents: openapi-typescript ${theirMs.toFixed(0)} ms, all packages ${ourMs.toFixed(0)} ms`,
);
console.log(`ratio ${(ourMs / theirMs).toFixed(3)} of processor time, aim ${AIM}, medians of ${ROUNDS} runs each`);
