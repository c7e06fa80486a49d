import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { lineFromSum, removeReports, sumReports } from "./sum-reports.ts";

/**
 * The test command: runs every gate of the repository, whatever became of those before it, and prints as the very last
 * line the sum of all tests.
 */

/** What nx runs, for every project that has it; what has not changed comes out of its cache, the reports included. */
const TARGETS = [
  "lint",
  "format",
  "boundaries",
  "lint-spec",
  "typecheck",
  "test",
  "conformance",
  "fleet",
  "report",
  "packed",
  "docs",
  "browser",
];

const GATES: readonly { name: string; command: string; args: readonly string[] }[] = [
  // It comes before the others: they depend on `generate`, which fixes what this gate must find.
  { name: "generated files", command: "node", args: ["tools/src/check-drift.ts"] },
  {
    name: "a target of nx (listed above as failed)",
    command: "nx",
    args: ["run-many", "--nxBail=false", "--outputStyle=static", "-t", ...TARGETS],
  },
];

const workspace = resolve(import.meta.dirname, "../..");

/** Node keeps compiled modules in a folder: the tests start thousands of processes that load the same ones. */
const env = { NODE_COMPILE_CACHE: join(workspace, "node_modules/.cache/node"), ...process.env };

removeReports(workspace);
const failures = GATES.filter(({ command, args }) => {
  console.log(`\n> ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { cwd: workspace, env, stdio: "inherit" }).status !== 0;
}).map(({ name }) => name);

const sum = sumReports(workspace);
failures.push(...sum.problems);
if (sum.failed > 0) failures.push(`${sum.failed} tests`);

console.log("");
for (const failure of failures) console.log(`Failed: ${failure}`);
console.log(lineFromSum(sum));
process.exitCode = failures.length > 0 ? 1 : 0;
