import type { DurationModel } from "./fit-durations.ts";
import type { EndTime } from "../../model/schedule.ts";

/** The parts into which jobs are divided by when they end: the part that has ended at a moment, and the part that ends around it. */
export type Spacing = readonly (readonly [at: number, weight: number])[];

export const COUNT = 48;
/** Equally likely end times, each in the middle of its part of the jobs. */
export const EVEN: Spacing = /* @__PURE__ */ Array.from({ length: COUNT }, (_, index) => [
  (index + 0.5) / COUNT,
  1 / COUNT,
]);

/**
 * Returns when a job may end that has lasted for `elapsedMs`, by how long jobs of its kind take, in ascending order; the weights
 * add up to 1.
 */
export function kindEndTimes(
  { middleMs, steepness }: DurationModel,
  elapsedMs: number,
  spacing: Spacing,
): readonly EndTime[] {
  const left = stillRunning({ middleMs, steepness }, elapsedMs);
  return spacing.map(([at, weight]): EndTime => [middleMs * (1 / (left * (1 - at)) - 1) ** (1 / steepness), weight]);
}

/** The part of such jobs that still run at an age. */
export function stillRunning({ middleMs, steepness }: DurationModel, elapsedMs: number): number {
  return 1 / (1 + (elapsedMs / middleMs) ** steepness);
}
