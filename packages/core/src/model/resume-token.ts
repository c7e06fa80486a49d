import type { JobState } from "./job-state.ts";

/** One look at the job, as the schedule remembers it. */
export interface Sighting {
  /** When the answer came, in milliseconds since the wait began. */
  readonly elapsedMs: number;
  /** The state that the answer gave. */
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
  /** When the waiting began, in milliseconds since 1970. */
  readonly beganMs: number;
  /** The moment before which the provider may not be asked, in milliseconds since 1970; 0 where it does not mind. */
  readonly notBeforeMs: number;
  /** How many statuses were seen. */
  readonly polls: number;
  /** How many questions failed since the last status. */
  readonly failures: number;
  /** How long the slowest answer took, in milliseconds. */
  readonly slowestMs: number;
  /** What the schedule has learned from. */
  readonly seen: readonly Sighting[];
}
