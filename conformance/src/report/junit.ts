import { linesFromTrace } from "../suite/trace.ts";
import type { CaseResult, RunResult } from "../wire/run-suite.ts";
import { escapeMarkup } from "./escape-markup.ts";

/** Writes runs as JUnit XML: a suite for each client, a test for each case. */
export function junitFromRuns(runs: readonly RunResult[]): string {
  const suites = runs.map(({ client, results }) => {
    const failures = results.filter(isFailure).length;
    const skipped = results.filter(({ decision }) => decision === "unsupported" || decision === "known failure").length;
    const head = `name="${escapeMarkup(client)}" tests="${results.length}" failures="${failures}" skipped="${skipped}"`;
    return [`<testsuite ${head}>`, ...results.map(testFromResult), "</testsuite>"].join("\n");
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

function isFailure({ decision }: CaseResult): boolean {
  return decision === "failed" || decision === "unexpected pass";
}

function testFromResult(result: CaseResult): string {
  const { case: one, decision, faults, reason = "", trace } = result;
  const head = `<testcase classname="${escapeMarkup(`${one.provider}.${one.family}`)}" name="${escapeMarkup(one.id)}"`;
  if (decision === "passed") return `${head}/>`;
  if (!isFailure(result)) return `${head}><skipped message="${escapeMarkup(`${decision}: ${reason}`)}"/></testcase>`;
  const lines = [one.name, one.source, ...faults, ...(trace ? linesFromTrace(trace) : [])];
  const message = escapeMarkup(faults[0] ?? decision);
  return `${head}><failure message="${message}">${escapeMarkup(lines.join("\n"))}</failure></testcase>`;
}
