import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linesFromTrace } from "../suite/trace.ts";
import type { RunResult } from "../wire/run-suite.ts";
import { type ReportSection, pageFromRuns } from "./html-page.ts";
import { junitFromRuns } from "./junit.ts";

/** What a report shows beside the runs. */
export interface ReportInput {
  readonly sections?: readonly ReportSection[];
}

/** Writes `report.json`, `junit.xml` and `index.html` into a folder, which is made where it is missing. */
export function writeReports(folder: string, runs: readonly RunResult[], { sections = [] }: ReportInput = {}): void {
  mkdirSync(folder, { recursive: true });
  const report = runs.map(({ client, results }) => ({
    client,
    results: results.map(({ case: one, decision, faults, reason, trace }) => ({
      id: one.id,
      name: one.name,
      family: one.family,
      level: one.level,
      provider: one.provider,
      source: one.source,
      evidence: one.evidence,
      decision,
      faults,
      ...(reason !== undefined && { reason }),
      ...(trace && faults.length > 0 && { trace: linesFromTrace(trace) }),
    })),
  }));
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, "junit.xml"), junitFromRuns(runs));
  writeFileSync(join(folder, "index.html"), pageFromRuns(runs, sections));
}
