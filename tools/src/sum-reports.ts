import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseTestReport } from "./test-report.ts";

const REPORTS = "**/reports/vitest/*.json";
const TEST_FILES = "**/*.{spec,pact,fleet}.ts";
const ELSEWHERE = ["**/node_modules", "**/dist", ".git", ".nx"];

/** The sum of all test reports of the workspace, and what makes that sum worthless. */
export interface ReportSum {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One sentence for each report that cannot be read, and each test file that was not run once. */
  readonly problems: readonly string[];
}

/** Removes all test reports, so that a sum made later counts nothing from an earlier run. */
export function removeReports(workspace: string): void {
  for (const path of find(workspace, REPORTS)) rmSync(join(workspace, path));
}

/**
 * Adds up the test reports of the workspace, and compares them with the test files that are there: each must be in
 * exactly one report. So a project whose tests did not run, or whose settings leave out a file, is a problem.
 *
 * @param workspace - The path of the workspace's root.
 */
export function sumReports(workspace: string): ReportSum {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const problems: string[] = [];
  const timesRun = new Map(find(workspace, TEST_FILES).map((file) => [file, 0]));
  for (const path of find(workspace, REPORTS)) {
    try {
      const report = parseTestReport(readFileSync(join(workspace, path), "utf8"));
      sum.passed += report.passed;
      sum.failed += report.failed;
      sum.skipped += report.skipped;
      for (const [file, times] of timesRun) {
        // A report out of the cache may name the files by the path of an earlier checkout.
        if (report.files.some((run) => run.endsWith(`/${file}`))) timesRun.set(file, times + 1);
      }
    } catch (error) {
      problems.push(`${path} is not a test report: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const [file, times] of timesRun) {
    if (times !== 1) problems.push(`${file} is in ${times} test reports instead of one`);
  }
  if (sum.passed + sum.failed === 0) problems.push("no test was run");
  return { ...sum, problems };
}

/** Says a sum in the one line that ends the test command. */
export function lineFromSum({ passed, failed, skipped }: Omit<ReportSum, "problems">): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function find(workspace: string, pattern: string): string[] {
  return globSync(pattern, { cwd: workspace, exclude: ELSEWHERE })
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted();
}
