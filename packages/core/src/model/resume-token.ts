import type { JobState } from "./job-state.ts";

/** One poll of the job, as the schedule remembers it. */
export interface PollSample {
  /** When the response came, in milliseconds since the wait began. */
  readonly elapsedMs: number;
  /** The job's state in the response. */
  readonly state: JobState;
  /** The part that was done, from 0 to 1; absent if the provider did not say. */
  readonly fraction?: number;
}

/**
 * What is needed to resume a wait in another process or later: plain JSON without a secret. Pass it to `wait`, `watch`, `status`
 * or `step` in place of the job. `resume-token.schema.json` describes it.
 *
 * Its two moments are wall time, and only their difference and the time that has passed since count, so a token from a machine
 * whose clock is wrong does no harm.
 */
export interface ResumeToken {
  /** The version of this form. */
  readonly resumeToken: 1;
  /** The provider's name. */
  readonly provider: string;
  /** The account that the job belongs to: the server, and the variables of its paths. Absent in tokens of your own. */
  readonly account?: string;
  /** The job's ID. */
  readonly id: string;
  /** The name of the operation that gives the job's status; absent if it is the default. */
  readonly operation?: string;
  /** When the wait began, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** When the token was made, in milliseconds since 1970. */
  readonly createdAtMs: number;
  /** How long after `createdAtMs` the provider must not be polled, in milliseconds; 0 if it may be polled at once. */
  readonly minDelayMs: number;
  /** How many statuses were seen. */
  readonly polls: number;
  /** How many requests have failed since the last status. */
  readonly failures: number;
  /** For how long requests have failed in a row, in milliseconds; 0 if the last one did not fail. */
  readonly outageMs: number;
  /** For how long the status has not changed, in milliseconds. */
  readonly unchangedMs: number;
  /** Tells the last status from others; absent if none was seen. */
  readonly fingerprint?: string;
  /** The path and query of the URL that a response named for the next request; absent if none did. */
  readonly nextPath?: string;
  /** How long the slowest response took, in milliseconds. */
  readonly maxLatencyMs: number;
  /** What the schedule has learned from, oldest first. */
  readonly samples: readonly PollSample[];
}
