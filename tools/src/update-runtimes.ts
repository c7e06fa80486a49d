import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { runtimeResultsFrom } from "./runtime-results.ts";

/** Writes what the last reports of the packed packages say of each runtime, for the page of the docs about them. */

const tools = resolve(import.meta.dirname, "..");
const reports = ["reports/vitest/packed.json", "reports/registry.json"].map((path) => resolve(tools, path));

if (reports.every((path) => existsSync(path))) {
  const results = runtimeResultsFrom(reports.map((path) => readFileSync(path, "utf8")));
  mkdirSync(resolve(tools, "results"), { recursive: true });
  writeFileSync(resolve(tools, "results/runtimes.json"), `${JSON.stringify(results, undefined, 2)}\n`);
} else {
  console.error("a report is missing: run `npm run test:packed` and `npm run test:registry` first");
  process.exitCode = 1;
}
