import { valueAt } from "./pointer.ts";
import type { StatusReader } from "./status-reader.ts";

/** Reads how far a job is: in percent, or counted. */
export const readProgress: StatusReader = (draft, { job, contract }) => {
  const { progress } = contract.job;
  if (!progress) return;
  if ("percent" in progress) {
    const percent = readNumber(job, progress.percent);
    if (percent !== undefined && percent <= 100) draft.progress = { fraction: percent / 100 };
    return;
  }
  const completed = readNumber(job, progress.completed);
  const total = readNumber(job, progress.total);
  if (completed === undefined && total === undefined) return;
  const isCounted = completed !== undefined && total !== undefined && total > 0 && completed <= total;
  draft.progress = {
    ...(isCounted && { fraction: completed / total }),
    ...(completed !== undefined && { completed }),
    ...(total !== undefined && { total }),
  };
};

/** A number that is negative, unreadable or without end counts as absent. */
function readNumber(job: unknown, pointer: string): number | undefined {
  const value = valueAt(job, pointer);
  return typeof value === "number" && value >= 0 && value < Infinity ? value : undefined;
}
