import type { JobState } from "./job-state.ts";

/** One look at the job, as the schedule remembers it. */
export interface PollSample {
  /** When the response came, in milliseconds since the wait began. */
  readonly elapsedMs: number;
  /** The state that the response gave. */
  readonly state: JobState;
  /** The part that was done, from 0 to 1; absent where the provider did not say. */
  readonly fraction?: number;
}

/**
 * What is needed to go on waiting for a job elsewhere or later: plain JSON, and no secret in it. Pass it to `wait`, `watch`, `status`
 * or `step` in place of the job. `resume-token.schema.json` describes it.
 */
export interface ResumeToken {
  /** The version of this form. */
  readonly resumeToken: 1;
  /** The provider's name. */
  readonly provider: string;
  /** The job's id. */
  readonly id: string;
  /** The name of the operation that gives the job's status; absent if it is the default. */
  readonly operation?: string;
  /** When the waiting began, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** The moment before which the provider may not be asked, in milliseconds since 1970; 0 where it does not mind. */
  readonly notBeforeMs: number;
  /** How many statuses were seen. */
  readonly polls: number;
  /** How many questions failed since the last status. */
  readonly failures: number;
  /** How long the slowest response took, in milliseconds. */
  readonly maxLatencyMs: number;
  /** What the schedule has learned from. */
  readonly samples: readonly PollSample[];
}
