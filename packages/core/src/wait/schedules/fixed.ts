import { positive } from "./positive.ts";
import type { Schedule } from "../../model/schedule.ts";

/**
 * Makes the schedule that always sleeps equally long.
 *
 * @param intervalMs - From one response to the next poll, in milliseconds, above 0.
 * @throws RangeError - The interval is not a number above 0.
 */
export function fixed(intervalMs: number): Schedule {
  positive("intervalMs", intervalMs);
  return ({ minIntervalMs }) => Math.max(minIntervalMs, intervalMs);
}
