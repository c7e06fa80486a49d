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
 * score is below the bound. The arguments are folders below `src`; without any, all of them.
 *
 * Each mutant is tried against the tests of its own folder, which are few. Only if they leave the score below the bound, those that
 * survived are tried against all others, each of which takes as long as the suite. Results of an earlier run count if neither the mutant's
 * file nor the test that decided has changed; to measure afresh, remove `reports`.
 */
const { mutate } = JSON.parse(readFileSync("stryker.config.json", "utf8")) as { readonly mutate: readonly string[] };
const SOURCES = globSync(
  mutate.filter((pattern) => !pattern.startsWith("!")),
  { exclude: mutate.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1)) },
);
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
  const near = SPECS.filter((file) => folderOf(file) === folder);
  const measure = (...options: readonly string[]) =>
    scoreFromReport(folder, report(folder, ...options), new Date().toISOString().slice(0, 10));
  let score = near.length > 0 ? measure("--testFiles", near.join(",")) : measure();
  // The results of the first run are reused.
  if (near.length > 0 && lowScores([score]).length > 0) score = measure();
  console.log(`${folder}: ${percentOf(score).toFixed(1)} %`);
  scores = withScores(scores, [score]);
  mkdirSync(dirname(KEPT), { recursive: true });
  // After each folder: a run over all of them takes hours.
  writeFileSync(KEPT, `${JSON.stringify(scores, undefined, 2)}\n`);
  writeFileSync("MUTATION.md", await mutationPage(scores));
}

const low = lowScores(scores);
for (const line of low) console.error(line);
process.exitCode = low.length > 0 ? 1 : 0;

/** Runs Stryker over a folder, and returns its report. */
function report(folder: string, ...options: readonly string[]): string {
  const files = SOURCES.filter((file) => folderOf(file) === folder).join(",");
  const args = ["run", "--mutate", files, "--incrementalFile", incrementalFile(folder), ...options];
  const path = "reports/mutation.json";
  rmSync(path, { force: true });
  const { status } = spawnSync(stryker, args, { stdio: "inherit" });
  if (status !== 0 || !existsSync(path)) throw new Error(`${folder}: the run did not finish`);
  return readFileSync(path, "utf8");
}

/** Where Stryker keeps the results of a folder for its next run. */
function incrementalFile(folder: string): string {
  return join("reports/incremental", `${folder.replaceAll(/\W/g, "-")}.json`);
}
