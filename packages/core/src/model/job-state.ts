/**
 * The states of a job: one closed vocabulary for every provider.
 *
 * - `pending`: accepted; the work has not begun.
 * - `running`: the work has begun.
 * - `succeeded`: ended; all of it worked.
 * - `partial`: ended; the provider reports that part of it failed.
 * - `failed`: ended; it did not work.
 * - `cancelled`: stopped before it finished, by a person or by a rule.
 * - `unknown`: the provider sent a status value that the contract does not know, or its own value for "unknown".
 */
export type JobState = "pending" | "running" | "succeeded" | "partial" | "failed" | "cancelled" | "unknown";

/** Every {@link JobState}, in the order of the life of a job; `unknown` is last. */
export const JOB_STATES = [
  "pending",
  "running",
  "succeeded",
  "partial",
  "failed",
  "cancelled",
  "unknown",
] as const satisfies readonly JobState[];

/** The states in which a job has ended. */
export type TerminalState = "succeeded" | "partial" | "failed" | "cancelled";

/**
 * Says whether a job has ended, and narrows its `state` to a {@link TerminalState}. `unknown` is not an end: nothing is
 * known of the job, its end included.
 *
 * @param subject - A status, or its state.
 */
export function isTerminalState(subject: JobState): subject is TerminalState;
export function isTerminalState<Status extends { readonly state: JobState }>(
  subject: Status,
): subject is Status & { readonly state: TerminalState };
export function isTerminalState(subject: JobState | { readonly state: JobState }): boolean {
  const state = typeof subject === "string" ? subject : subject.state;
  return state === "succeeded" || state === "partial" || state === "failed" || state === "cancelled";
}
