/**
 * The states of a job: one closed vocabulary for every provider.
 *
 * - `pending`: accepted; the work has not begun.
 * - `running`: the work has begun and goes on.
 * - `succeeded`: ended; all of it worked.
 * - `partial`: ended; the provider reports that part of it failed.
 * - `failed`: ended; it did not work.
 * - `cancelled`: ended before its end, by someone or by a rule.
 * - `unknown`: the provider sent a word that the contract does not know, or its own word for "unknown".
 */
export type JobState = "pending" | "running" | "succeeded" | "partial" | "failed" | "cancelled" | "unknown";

/** The states in which a job has ended. */
export type TerminalState = "succeeded" | "partial" | "failed" | "cancelled";

/** Says whether a state is an end. `unknown` is not: nothing is known of the job, its end included. */
export function isTerminalState(state: JobState): state is TerminalState {
  return state === "succeeded" || state === "partial" || state === "failed" || state === "cancelled";
}
