import type { JobStatus, JobStatusError, ResumeToken } from "@jobstatus/core";
import { errorSentence, stillText } from "./error-sentence.ts";

/** What to show of one job. */
export interface JobRow {
  readonly provider: string;
  readonly job: string;
  /** The latest status. */
  readonly status: JobStatus | undefined;
  /** Why there is no further status. */
  readonly failure: JobStatusError | undefined;
  /** With which the wait can be resumed, if it was stopped. */
  readonly resume: ResumeToken | undefined;
  /** Whether the run waits for it no longer. */
  readonly isDone: boolean;
  /** How long it has been watched, in milliseconds. */
  readonly elapsedMs: number;
  /** How long it will take until its end, in milliseconds; absent if nothing tells. */
  readonly leftMs: number | undefined;
}

/** The state of a row: a state of the model, `starting`, `timed out` or `error`. */
export function stateOf({ status, failure }: JobRow): string {
  if (failure) return failure.code === "timeout" ? "timed out" : "error";
  return status?.state ?? "starting";
}

/** The note on a row: the error, the failed items, or the provider's own message. */
export function noteOf({ status, failure }: JobRow): string {
  if (failure) return failure.code === "timeout" ? stillText(failure) : errorSentence(failure);
  const failed = status?.items?.filter((item) => !item.ok) ?? [];
  const [first] = failed;
  if (first === undefined) return status?.message ?? "";
  return `${failed.length} of ${status?.items?.length} items failed; item ${first.id ?? first.index}: ${first.error ?? "no reason given"}`;
}

/** The progress as a percentage, or a dash if the provider reports none. */
export function percentOf({ status }: JobRow): string {
  const fraction = status?.progress?.fraction;
  return fraction === undefined ? "-" : `${Math.round(fraction * 100)} %`;
}

/** How many rows are in each state, as text. */
export function countStates(rows: readonly JobRow[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(stateOf(row), (counts.get(stateOf(row)) ?? 0) + 1);
  return Array.from(counts, ([state, count]) => `${count} ${state}`).join(", ");
}

/** A number and its noun, such as `1 request` or `2 requests`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
