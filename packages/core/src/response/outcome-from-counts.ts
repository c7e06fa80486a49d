import { valueAt } from "./pointer.ts";
import type { StatusReader } from "./status-reader.ts";

/** Lets counts decide the outcome of the status values for which the contract says so. */
export const outcomeFromCounts: StatusReader = (draft, { job, contract }) => {
  const { counts } = contract.job;
  if (!counts || !contract.outcomeFromCounts?.includes(draft.native)) return;
  const failed = sumAt(job, counts.failed) ?? 0;
  if (failed === 0) return;
  const total = "total" in counts ? sumAt(job, [counts.total]) : sumAt(job, counts.succeeded, failed);
  // Without a total it is only known that a part failed.
  draft.state = total !== undefined && failed >= total ? "failed" : "partial";
};

/** The sum of the counts that are there; undefined if there is none. */
function sumAt(job: unknown, pointers: readonly string[], start = 0): number | undefined {
  const counts = pointers
    .map((pointer) => valueAt(job, pointer))
    .filter((count): count is number => typeof count === "number" && count >= 0);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, start);
}
