import type { JobStatus } from "../model/job-status.ts";

/** What a schedule decides upon. */
export interface ScheduleInput {
  /** The last status that was seen. */
  readonly status: JobStatus;
  /** How many statuses were seen so far, from 1. */
  readonly polls: number;
  /** How long the wait has gone on, in milliseconds. */
  readonly elapsedMs: number;
  /** A random number from 0 to 1, 1 excluded. */
  readonly random: number;
}

/**
 * Says how long to sleep before the next request, in milliseconds: a pure function of what has been seen. A provider's
 * limit and its `Retry-After` hold all the same, and the deadline cuts it short.
 */
export type Schedule = (input: ScheduleInput) => number;

const FIRST_MS = 1_000;
const FACTOR = 1.5;
const LONGEST_MS = 30_000;
/** The part of a delay that chance may take away, so that waits that began together do not stay together. */
const SPREAD = 0.25;

/** The default schedule: from 1 s by half more each time up to 30 s, each delay shortened by chance by up to a quarter. */
export const backoff: Schedule = ({ polls, random }) =>
  Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (polls - 1)) * (1 - SPREAD * random);
