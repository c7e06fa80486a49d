import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lineFromSum, removeReports, sumReports } from "./sum-reports.ts";

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "sum-reports-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

function write(path: string, content: unknown = ""): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), typeof content === "string" ? content : JSON.stringify(content));
}

interface Given {
  passed?: number;
  failed?: number;
  pending?: number;
  todo?: number;
  files?: string[];
  broken?: string[];
}

function report({ passed = 0, failed = 0, pending = 0, todo = 0, files = [], broken = [] }: Given): unknown {
  const name = (file: string): string => join(workspace, file);
  return {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: todo,
    testResults: [
      ...files.map((file) => ({ name: name(file), status: "passed", assertionResults: [{}] })),
      ...broken.map((file) => ({ name: name(file), status: "failed", assertionResults: [] })),
    ],
  };
}

describe("sumReports", () => {
  it("adds up the reports of all projects", () => {
    write("packages/a/src/a.spec.ts");
    write("tools/src/b.spec.ts");
    write(
      "packages/a/reports/vitest/test.json",
      report({ passed: 3, pending: 1, files: ["packages/a/src/a.spec.ts"] }),
    );
    write("tools/reports/vitest/test.json", report({ passed: 4, failed: 2, todo: 1, files: ["tools/src/b.spec.ts"] }));
    const sum = sumReports(workspace);
    expect(sum).toEqual({ passed: 7, failed: 2, skipped: 2, problems: [] });
    expect(lineFromSum(sum)).toBe("7 passed, 2 failed, 2 skipped");
  });

  it("counts a file that could not be loaded as a failure", () => {
    write("packages/a/src/a.spec.ts");
    write("packages/a/reports/vitest/test.json", report({ broken: ["packages/a/src/a.spec.ts"] }));
    expect(sumReports(workspace)).toEqual({ passed: 0, failed: 1, skipped: 0, problems: [] });
  });

  it("misses the report of a project that has tests", () => {
    write("packages/a/src/a.spec.ts");
    write("packages/b/src/b.spec.ts");
    write("packages/a/reports/vitest/test.json", report({ passed: 1, files: ["packages/a/src/a.spec.ts"] }));
    expect(sumReports(workspace).problems).toEqual(["packages/b/src/b.spec.ts is in 0 test reports instead of one"]);
  });

  it("misses a test file that the project's settings leave out", () => {
    write("packages/a/src/a.spec.ts");
    write("packages/a/src/forgotten.spec.ts");
    write("packages/a/reports/vitest/test.json", report({ passed: 1, files: ["packages/a/src/a.spec.ts"] }));
    expect(sumReports(workspace).problems).toEqual([
      "packages/a/src/forgotten.spec.ts is in 0 test reports instead of one",
    ]);
  });

  it("sees a test file that was counted twice", () => {
    write("packages/a/src/a.spec.ts");
    write("packages/a/reports/vitest/test.json", report({ passed: 1, files: ["packages/a/src/a.spec.ts"] }));
    write("packages/a/reports/vitest/more.json", report({ passed: 1, files: ["packages/a/src/a.spec.ts"] }));
    expect(sumReports(workspace).problems).toEqual(["packages/a/src/a.spec.ts is in 2 test reports instead of one"]);
  });

  it("says which report cannot be read", () => {
    write("packages/a/reports/vitest/test.json", '{"numPassedTests": 1');
    write("packages/b/reports/vitest/test.json", { testResults: [], numPassedTests: 1 });
    expect(sumReports(workspace).problems).toEqual([
      expect.stringContaining("packages/a/reports/vitest/test.json is not a test report: "),
      "packages/b/reports/vitest/test.json is not a test report: numFailedTests is missing",
      "no test was run",
    ]);
  });

  it("does not pass when nothing ran", () => {
    expect(sumReports(workspace).problems).toEqual(["no test was run"]);
  });

  it("leaves out what is installed or built", () => {
    write("node_modules/x/reports/vitest/test.json", report({ passed: 9 }));
    write("packages/a/node_modules/y/src/y.spec.ts");
    write("packages/a/dist/z.spec.ts");
    expect(sumReports(workspace)).toEqual({ passed: 0, failed: 0, skipped: 0, problems: ["no test was run"] });
  });
});

describe("removeReports", () => {
  it("leaves nothing of an earlier run to count", () => {
    write("packages/a/reports/vitest/test.json", report({ passed: 1 }));
    removeReports(workspace);
    expect(sumReports(workspace).problems).toEqual(["no test was run"]);
  });
});
