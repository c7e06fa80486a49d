import { positive } from "./positive.ts";
import type { Schedule } from "../../model/schedule.ts";

/** How {@link exponential} grows. */
export interface ExponentialOptions {
  /** The first sleep, in milliseconds, above 0. Default 1000. */
  readonly firstMs?: number;
  /** How many times as long each sleep is as the one before, at least 1. Default 1.5. */
  readonly factor?: number;
  /** The longest sleep, in milliseconds. Default 30000. */
  readonly longestMs?: number;
}

/** The part of a sleep that chance may take away, so that waits that began together do not stay together. */
const SPREAD = 0.25;

/**
 * Makes the schedule whose sleeps grow by a factor up to a longest one; chance shortens each by up to a quarter.
 *
 * @throws RangeError - An option is not a number above 0, or the factor is below 1.
 */
export function exponential(options: ExponentialOptions = {}): Schedule {
  const { firstMs = 1_000, factor = 1.5, longestMs = 30_000 } = options;
  positive("firstMs", firstMs);
  positive("longestMs", longestMs);
  positive("factor", factor);
  if (factor < 1) throw new RangeError(`factor must be at least 1, not ${factor}`);
  return ({ polls, random, minIntervalMs }) =>
    Math.max(minIntervalMs, Math.min(longestMs, firstMs * factor ** (polls - 1)) * (1 - SPREAD * random));
}
