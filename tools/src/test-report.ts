import { isRecord } from "./is-record.ts";

/** What one report of vitest's `json` reporter says, in the three numbers that are summed. */
export interface TestReport {
  readonly passed: number;
  /** Failed tests, and one for each file that could not be run at all. */
  readonly failed: number;
  readonly skipped: number;
  /** The test files that were run, as absolute paths with forward slashes. */
  readonly files: readonly string[];
}

/**
 * Parses the text of a vitest JSON report.
 *
 * @throws Error when the text is not such a report; the message says what is missing.
 */
export function parseTestReport(text: string): TestReport {
  const report: unknown = JSON.parse(text);
  const results = isRecord(report) ? report["testResults"] : undefined;
  if (!isRecord(report) || !Array.isArray(results)) throw new Error("testResults is missing");
  const files: string[] = [];
  let brokenFiles = 0;
  for (const result of results.filter(isRecord)) {
    const { name, status, assertionResults } = result;
    if (typeof name !== "string" || !Array.isArray(assertionResults)) throw new Error("a test file without a name");
    files.push(name.replaceAll("\\", "/"));
    // A file that fails to load has no tests to count, and must not pass for that reason.
    if (status === "failed" && assertionResults.length === 0) brokenFiles += 1;
  }
  return {
    passed: count(report, "numPassedTests"),
    failed: count(report, "numFailedTests") + brokenFiles,
    skipped: count(report, "numPendingTests") + count(report, "numTodoTests"),
    files,
  };
}

function count(report: Record<string, unknown>, key: string): number {
  const value = report[key];
  if (typeof value !== "number") throw new Error(`${key} is missing`);
  return value;
}
