import type { JobStatus } from "@jobstatus/core";

/** What is shown of one job. */
export interface JobRow {
  readonly provider: string;
  readonly job: string;
  /** The last status that was seen. */
  readonly status: JobStatus | undefined;
  /** Why the status could not be learned. */
  readonly error: string | undefined;
  /** How many requests were sent for the job, its start call aside. */
  readonly requests: number;
  /** How long it has been watched, in milliseconds; absent where that is not shown. */
  readonly elapsedMs?: number;
  /** How long it goes on, as its progress so far says, in milliseconds; absent where nothing says it. */
  readonly leftMs?: number | undefined;
}

/** The state of a row in a word: a state of the model, `starting`, or `error`. */
export function stateOf({ status, error }: JobRow): string {
  return error === undefined ? (status?.state ?? "starting") : "error";
}

/** What there is to say of a row: the error, which items failed, or the provider's own message. */
export function noteOf({ status, error }: JobRow): string {
  if (error !== undefined) return error;
  const failed = status?.items?.filter((item) => !item.ok) ?? [];
  const [first] = failed;
  if (first === undefined) return status?.message ?? "";
  return `${failed.length} of ${status?.items?.length} items failed; item ${first.id ?? first.index}: ${first.error ?? "no reason given"}`;
}

/** How far the job is, as a percentage, or a dash where the provider does not say. */
export function percentOf({ status }: JobRow): string {
  const fraction = status?.progress?.fraction;
  return fraction === undefined ? "-" : `${Math.round(fraction * 100)} %`;
}

/** How many rows are in each state, in words. */
export function countStates(rows: readonly JobRow[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(stateOf(row), (counts.get(stateOf(row)) ?? 0) + 1);
  return Array.from(counts, ([state, count]) => `${count} ${state}`).join(", ");
}
