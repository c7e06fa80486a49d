import type { PollSample } from "./resume-token.ts";

/** A time at which a job may end, in milliseconds since its wait began, and how likely it is beside the others. */
export type EndTime = readonly [ms: number, weight: number];

/** What a schedule knows about a job when it decides. */
export interface ScheduleInput {
  /**
   * The status responses so far, oldest first; never empty, unless the schedule makes forecasts. In a long wait, the first few
   * and the latest ones.
   */
  readonly samples: readonly PollSample[];
  /** How many status responses there were in all, including those that `samples` leaves out. */
  readonly polls: number;
  /** How long the wait has lasted, in milliseconds. */
  readonly elapsedMs: number;
  /** A random number from 0 to 1, 1 excluded. */
  readonly random: number;
  /** The shortest interval that the provider allows, in milliseconds; 0 if it states none. */
  readonly minIntervalMs: number;
  /** How long earlier jobs of this kind took, in milliseconds, newest last; empty if nothing is known. */
  readonly durationsMs: readonly number[];
  /**
   * How long each job of this kind that still runs has lasted, in milliseconds, this one included. Absent if the job is not
   * planned together with others.
   */
  readonly runningMs?: readonly number[];
}

/** When a job is expected to end, and what one request is worth. */
export interface Forecast {
  /**
   * The times at which the job may end, in milliseconds since its wait began, in ascending order, and how likely each is. The
   * weights add up to at most 1; never empty.
   */
  readonly endTimes: readonly EndTime[];
  /** The lag that costs as much as one request, in milliseconds. */
  readonly requestCostMs: number;
}

/**
 * Returns how long to sleep before the next poll, in milliseconds: a pure function of what has been seen. The provider's limit
 * and its `Retry-After` always apply, and the timeout cuts the sleep short.
 *
 * A schedule may also forecast when the job ends. Then jobs that share their requests are planned as a set. Such a schedule
 * also takes an input without samples, and returns when to poll a job for the first time that has only just started.
 */
export interface Schedule {
  (input: ScheduleInput): number;
  /** When the schedule expects the job to end. */
  readonly forecast?: (input: ScheduleInput) => Forecast;
}
