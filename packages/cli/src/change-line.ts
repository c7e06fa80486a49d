import { type JobRow, noteOf, percentOf, stateOf } from "./job-row.ts";
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
