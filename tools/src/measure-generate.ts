import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { compareRuns, cpuMsOfRun } from "./cost-of-run.ts";
import { generatedFolders } from "./find-drift.ts";

/** Measures the processor time of generating all packages, as a ratio to one run of openapi-typescript on one document. */

const ROUNDS = 9;
/** The most that was aimed at. */
const AIM = 1.4;

const specs = generatedFolders(resolve(import.meta.dirname, "../..")).map(
  (folder) => `${folder.replace(/^packages/, "specs")}.openapi.yaml`,
);
const out = mkdtempSync(join(tmpdir(), "measure-generate-"));
const CLI = "node_modules/openapi-typescript/bin/cli.js";
const programs = [
  [CLI, "specs/zendesk.openapi.yaml", "-o", join(out, "schema.ts")],
  ["packages/codegen/src/bin.ts", ...specs, "--out", join(out, "packages")],
];
const [oneMs = NaN, allMs = NaN] = compareRuns(programs, ROUNDS, cpuMsOfRun);
rmSync(out, { recursive: true });
console.log(
  `openapi-typescript on one document: ${oneMs.toFixed(0)} ms; all ${specs.length} packages: ${allMs.toFixed(0)} ms`,
);
console.log(`ratio ${(allMs / oneMs).toFixed(3)} of processor time, aim ${AIM}, medians of ${ROUNDS} runs each`);
