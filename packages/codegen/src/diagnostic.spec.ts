import { expect, it } from "vitest";
import { compareDiagnostics, formatDiagnostic } from "./diagnostic.ts";
import type { Diagnostic } from "./diagnostic.ts";

function diagnostic(line: number, column: number, rule: string, message: string): Diagnostic {
  return { file: "a.yaml", line, column, rule, pointer: "/a", message };
}

it("prints a diagnostic as file:line:column rule message", () => {
  expect(formatDiagnostic(diagnostic(3, 14, "bad-text", "this text is empty."))).toBe(
    "a.yaml:3:14 bad-text this text is empty.",
  );
});

it.each([
  { by: "line", first: diagnostic(2, 9, "z", "z"), second: diagnostic(10, 1, "a", "a") },
  { by: "column within a line", first: diagnostic(2, 1, "z", "z"), second: diagnostic(2, 9, "a", "a") },
  { by: "rule within a place", first: diagnostic(2, 1, "a", "z"), second: diagnostic(2, 1, "b", "a") },
  { by: "message within a rule", first: diagnostic(2, 1, "a", "a"), second: diagnostic(2, 1, "a", "b") },
])("orders diagnostics by $by", ({ first, second }) => {
  expect([second, first].toSorted(compareDiagnostics)).toEqual([first, second]);
  expect([first, second].toSorted(compareDiagnostics)).toEqual([first, second]);
});

it("sees no order between equal diagnostics", () => {
  expect(compareDiagnostics(diagnostic(2, 1, "a", "a"), diagnostic(2, 1, "a", "a"))).toBe(0);
});
