import type { ContractPlace, ContractProgress } from "../contract/contract.ts";
import { valueAt } from "./pointer.ts";
import type { StatusDraft, StatusReader } from "./status-reader.ts";

/** Reads how far a job is: in percent, or counted. */
export const readProgress: StatusReader = (draft, { job, contract }) => {
  const { progress } = contract.job;
  if (progress)
    writeProgress(draft, progress, (place) => (typeof place === "string" ? valueAt(job, place) : undefined));
};

/**
 * Writes how far a job is.
 *
 * @param valueOf - Reads the value at a place. Only a number counts.
 */
export function writeProgress(
  draft: StatusDraft,
  progress: ContractProgress,
  valueOf: (place: ContractPlace) => unknown,
): void {
  const numberAt = (place: ContractPlace | undefined) => numberOf(place === undefined ? undefined : valueOf(place));
  if ("percent" in progress) {
    const percent = numberAt(progress.percent);
    if (percent !== undefined && percent <= 100) draft.progress = { fraction: percent / 100 };
    return;
  }
  if ("fraction" in progress) {
    const fraction = numberAt(progress.fraction);
    if (fraction !== undefined && fraction <= 1) draft.progress = { fraction };
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
function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value < Infinity ? value : undefined;
}
