import type { ContractPlace, ContractProgress } from "../contract/contract.ts";
import { valueAt } from "./pointer.ts";
import type { StatusDraft, StatusReader } from "./status-reader.ts";

/** Reads the number at a place; undefined if there is none. */
type NumberAt = (place: ContractPlace | undefined) => number | undefined;

/** Reads how far a job is: in percent, or counted. */
export const readProgress: StatusReader = (draft, { job, contract }) => {
  const { progress } = contract.job;
  const numberAt: NumberAt = (place) => (typeof place === "string" ? numberOf(valueAt(job, place)) : undefined);
  if (progress && !("fraction" in progress)) writeProgress(draft, progress, numberAt);
};

/** Writes how far a job is, if that is in percent or counted. */
export function writeProgress(
  draft: StatusDraft,
  progress: Exclude<ContractProgress, { readonly fraction: unknown }>,
  numberAt: NumberAt,
): void {
  if ("percent" in progress) {
    const percent = numberAt(progress.percent);
    if (percent !== undefined && percent <= 100) draft.progress = { fraction: percent / 100 };
    return;
  }
  const completed = numberAt(progress.completed);
  const total = numberAt(progress.total);
  if (completed === undefined && total === undefined) return;
  const isCounted = completed !== undefined && total !== undefined && total > 0 && completed <= total;
  draft.progress = {
    ...(isCounted && { fraction: completed / total }),
    ...(completed !== undefined && { completed }),
    ...(total !== undefined && { total }),
  };
}

/** A number that is negative, unreadable or without end counts as absent. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value < Infinity ? value : undefined;
}
