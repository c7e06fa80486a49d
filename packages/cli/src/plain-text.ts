import { isTerminalState } from "@jobstatus/core";
import { type JobRow, countOf, countStates, noteOf, percentOf, stateOf } from "./job-row.ts";
import type { JobsView } from "./jobs/jobs-view.ts";
import { printable } from "./output/printable.ts";

/** One line for one change of one job, in columns of a fixed width. */
export function changeLine(row: JobRow, elapsedMs: number): string {
  const native = row.status === undefined ? "" : JSON.stringify(row.status.native);
  return [
    `${(elapsedMs / 1000).toFixed(1)} s`.padStart(7),
    row.provider.padEnd(14),
    printable(row.job).padEnd(32),
    printable(native).padEnd(20),
    stateOf(row).padEnd(9),
    percentOf(row).padStart(5),
    printable(noteOf(row)),
  ]
    .join("  ")
    .trimEnd();
}

/** The result of a run: a count of each end, then a line for each job that did not succeed. */
export function summary(view: JobsView): string {
  const { rows, elapsedMs, requests } = view;
  const head = `${countOf(rows.length, "job")} in ${(elapsedMs / 1000).toFixed(1)} s with ${countOf(requests, "request")}`;
  const rest = rows.filter((row) => stateOf(row) !== "succeeded");
  const lines = rest.map((row) => {
    const hasEnded = row.status !== undefined && isTerminalState(row.status.state);
    const note = printable(noteOf(row)) || (hasEnded ? "the provider gives no reason" : "");
    // An error names the provider and the job.
    const subject = stateOf(row) === "error" ? "" : `${row.provider} ${printable(row.job)}`;
    return `  ${[stateOf(row), subject, note].filter(Boolean).join(": ")}`;
  });
  return [`${head}: ${countStates(rows)}`, ...lines].join("\n");
}
