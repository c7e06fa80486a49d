import type { Schedule } from "../../model/schedule.ts";
import { DENSE } from "./dense-spacing.ts";
import { fitDurations } from "./fit-durations.ts";
import { fitRunning } from "./fit-running.ts";
import { positive } from "./positive.ts";
import { type AdaptiveOptions, type FitKind, learningSchedule } from "./learning-schedule.ts";

/**
 * Makes the default schedule. It forecasts when the job ends, from how long jobs of this kind take (`fitDurations`) and
 * from the progress of this job, weighed by how far that can be trusted; and it polls when polls are cheapest for the lag that
 * they save. Progress is never believed alone, so a wrong one costs little. It doesn't use chance: waits part by what they see.
 *
 * @throws RangeError - An option is not a number above 0.
 */
export function adaptive(options: AdaptiveOptions = {}): Schedule {
  const { expectedRequests = 1, expectedDurationMs = 1 } = options;
  positive("expectedRequests", expectedRequests);
  positive("expectedDurationMs", expectedDurationMs);
  return learningSchedule(fitKind, DENSE, options);
}

const fitKind: FitKind = (durationsMs, runningMs, expectedDurationMs) =>
  runningMs.length > 0
    ? fitRunning(durationsMs, runningMs, expectedDurationMs)
    : fitDurations(durationsMs, expectedDurationMs);
