import { type JobRow, countStates, noteOf, stateOf } from "./job-row.ts";
import { printable } from "./output/printable.ts";

/** What came of all jobs: a count of each end, then a line for each job that did not succeed. */
export function summary(rows: readonly JobRow[], elapsedMs: number): string {
  const requests = rows.reduce((sum, row) => sum + row.requests, 0);
  const rest = rows.filter((row) => stateOf(row) !== "succeeded").map(lineOf);
  const jobs = `${rows.length} job${rows.length === 1 ? "" : "s"}`;
  const asked = `${requests} request${requests === 1 ? "" : "s"}`;
  return [`${jobs} in ${(elapsedMs / 1000).toFixed(1)} s with ${asked}: ${countStates(rows)}`, ...rest].join("\n");
}

function lineOf(row: JobRow): string {
  // An error names the provider and the job itself.
  if (row.error !== undefined) return `  error: ${printable(row.error)}`;
  const note = printable(noteOf(row)) || "the provider says no more";
  return `  ${stateOf(row)}: ${row.provider} ${printable(row.job)}: ${note}`;
}
