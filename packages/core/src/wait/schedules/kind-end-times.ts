import type { DurationModel } from "./fit-durations.ts";
import type { EndTime } from "../../model/schedule.ts";

const COUNT = 48;
const parts = Array.from({ length: COUNT + 1 }, (_, index) => index / COUNT);
/** Where equally many jobs end between two parts, and where few do at both ends. */
const PARTS = { even: parts, dense: parts.map((part) => part ** 3 * (10 - 15 * part + 6 * part ** 2)) };

/**
 * Returns when a job may end that has lasted for `elapsedMs`, by how long jobs of its kind take, in ascending order; the weights
 * add up to 1.
 *
 * - `even`: equally likely end times, each in the middle of its part of the jobs.
 * - `dense`: many more where few jobs have ended or few remain, each at the end of its part of the jobs; for jobs that are
 *   planned together, because one end in a hundred is then worth a request.
 */
export function kindEndTimes(
  { middleMs, steepness }: DurationModel,
  elapsedMs: number,
  spacing: keyof typeof PARTS,
): readonly EndTime[] {
  const left = stillRunning({ middleMs, steepness }, elapsedMs);
  return PARTS[spacing].slice(1).map((end, index): EndTime => {
    const begin = PARTS[spacing][index] ?? 0;
    // The last part has no end.
    const at = spacing === "even" || end === 1 ? (begin + end) / 2 : end;
    return [middleMs * (1 / (left * (1 - at)) - 1) ** (1 / steepness), end - begin];
  });
}

/** The part of such jobs that still run at an age. */
export function stillRunning({ middleMs, steepness }: DurationModel, elapsedMs: number): number {
  return 1 / (1 + (elapsedMs / middleMs) ** steepness);
}
