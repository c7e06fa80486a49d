import { countOf, countStates, noteOf, stateOf } from "./job-row.ts";
import type { JobsView } from "./jobs/jobs-view.ts";
import { printable } from "./output/printable.ts";

/** The result of a run: a count of each end, then a line for each job that did not succeed. */
export function summary(view: JobsView): string {
  const { rows, elapsedMs, requests } = view;
  const head = `${countOf(rows.length, "job")} in ${(elapsedMs / 1000).toFixed(1)} s with ${countOf(requests, "request")}`;
  const rest = rows.filter((row) => stateOf(row) !== "succeeded");
  const lines = rest.map((row) => {
    const note = printable(noteOf(row)) || "the provider gives no reason";
    // An error names the provider and the job.
    return stateOf(row) === "error"
      ? `  error: ${note}`
      : `  ${stateOf(row)}: ${row.provider} ${printable(row.job)}: ${note}`;
  });
  return [`${head}: ${countStates(rows)}`, ...lines].join("\n");
}
