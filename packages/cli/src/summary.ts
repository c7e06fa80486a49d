import { type JobRow, noteOf, stateOf } from "./job-row.ts";

/** What came of all jobs: a count of each end, then a line for each job that did not succeed. */
export function summary(rows: readonly JobRow[], elapsedMs: number): string {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(stateOf(row), (counts.get(stateOf(row)) ?? 0) + 1);
  const ends = Array.from(counts, ([state, count]) => `${count} ${state}`).join(", ");
  const requests = rows.reduce((sum, row) => sum + row.requests, 0);
  const rest = rows
    .filter((row) => stateOf(row) !== "succeeded")
    .map((row) => `  ${stateOf(row)}: ${row.provider} ${row.job}: ${noteOf(row) || "the provider says no more"}`);
  return [`${rows.length} jobs in ${(elapsedMs / 1000).toFixed(1)} s with ${requests} requests: ${ends}`, ...rest].join(
    "\n",
  );
}
