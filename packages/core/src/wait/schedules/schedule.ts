import type { PollSample } from "../../model/resume-token.ts";

/** What a schedule decides upon. */
export interface ScheduleInput {
  /** What was seen, oldest first; never empty. In a long wait the first few sightings and the latest ones. */
  readonly samples: readonly PollSample[];
  /** How many sightings there were in all, those that `seen` left out included. */
  readonly polls: number;
  /** How long the wait has gone on, in milliseconds. */
  readonly elapsedMs: number;
  /** A random number from 0 to 1, 1 excluded. */
  readonly random: number;
  /** The shortest interval that the provider allows, in milliseconds; 0 where it states none. */
  readonly minIntervalMs: number;
  /** How long earlier jobs of this kind took, in milliseconds, newest last; empty where nothing is known. */
  readonly durationsMs: readonly number[];
}

/**
 * Says how long to sleep before the next look, in milliseconds: a pure function of what has been seen. A provider's limit
 * and its `Retry-After` hold all the same, and the timeout cuts the sleep short.
 */
export type Schedule = (input: ScheduleInput) => number;
