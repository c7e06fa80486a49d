import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type FolderScore,
  lowScores,
  mutationPage,
  percentOf,
  scoreFromReport,
  withScores,
} from "./mutation-scores.ts";

/**
 * Measures the mutation scores of the package in the current folder, writes `results/mutation.json` and `MUTATION.md`, and fails if a
 * score is below the bound. The arguments are folders below `src`; without any, all of them. Each mutant is tried against the tests
 * of its own folder first, which are few, and only if they pass against all others.
 */
const SOURCES = globSync("src/**/*.ts").filter((file) => !/\.(?:spec|test-d)\.ts$|^src\/testing\//.test(file));
const SPECS = globSync("src/**/*.spec.ts");
const KEPT = "results/mutation.json";
const folderOf = (file: string) => dirname(file).replace(/^src\/?/, "") || ".";
const all = [...new Set(SOURCES.map(folderOf))].toSorted();
const [...named] = process.argv.slice(2);
const unknown = named.filter((folder) => !all.includes(folder));
if (unknown.length > 0) throw new Error(`unknown folders: ${unknown.join(", ")}; valid folders: ${all.join(", ")}`);

const stryker = join(import.meta.dirname, "../../../node_modules/.bin/stryker");
const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, "utf8")) as FolderScore[]) : [];
let scores: readonly FolderScore[] = before.filter(({ folder }) => all.includes(folder));
for (const folder of named.length > 0 ? named : all) {
  // Nothing of an older run counts: a change of a helper may change what its tests detect.
  rmSync("reports", { recursive: true, force: true });
  const near = SPECS.filter((file) => folderOf(file) === folder);
  if (near.length > 0) report(folder, "--testFiles", near.join(","));
  // All tests, for what the tests beside the code did not detect: the results of the first run are reused.
  const score = scoreFromReport(folder, report(folder), new Date().toISOString().slice(0, 10));
  console.log(`${folder}: ${percentOf(score).toFixed(1)} %`);
  scores = withScores(scores, [score]);
  mkdirSync(dirname(KEPT), { recursive: true });
  // After each folder: a run over all of them takes hours.
  writeFileSync(KEPT, `${JSON.stringify(scores, undefined, 2)}\n`);
  writeFileSync("MUTATION.md", await mutationPage(scores));
}
/** Runs Stryker over a folder, and returns its report. */
function report(folder: string, ...options: readonly string[]): string {
  const files = SOURCES.filter((file) => folderOf(file) === folder);
  const { status } = spawnSync(stryker, ["run", "--mutate", files.join(","), ...options], { stdio: "inherit" });
  const path = "reports/mutation.json";
  if (status !== 0 || !existsSync(path)) throw new Error(`${folder}: the run did not finish`);
  return readFileSync(path, "utf8");
}

const low = lowScores(scores);
for (const line of low) console.error(line);
process.exitCode = low.length > 0 ? 1 : 0;
