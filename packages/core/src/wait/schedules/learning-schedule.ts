import { type DurationModel, fitDurations } from "./fit-durations.ts";
import { forecastEnds } from "./forecast-end.ts";
import { EVEN, type Spacing, kindEndTimes, stillRunning } from "./kind-end-times.ts";
import { nextPollMs } from "./next-poll.ts";
import type { EndTime, Forecast, Schedule, ScheduleInput } from "../../model/schedule.ts";

/** What `adaptive` may be told. Nothing is needed. */
export interface AdaptiveOptions {
  /**
   * How many requests a job is worth: the one knob between load and lag. It is a price, not a limit: more requests find the end
   * sooner. A job whose progress is honest, or of whose kind earlier ones are known, costs fewer. A job of which nothing is known
   * may end at any time, so it costs many times as many. Default 10.
   */
  readonly expectedRequests?: number;
  /**
   * How long such a job takes, in milliseconds, if you know it: the middle, right within a factor of about 3. The
   * durations of earlier jobs, if there are any, soon count for more. Without it everything from a second to an hour is
   * thought possible.
   */
  readonly expectedDurationMs?: number;
}

const DEFAULT_REQUESTS = 10;
const NONE: readonly number[] = [];
/** No sleep is shorter: two polls at once would tell nothing new. */
const MIN_DELAY_MS = 20;
/** In how many equal parts the time is cut in which progress puts the end: by one shape, or by each of several. */
const LINE_PARTS = 16;
const SHAPE_PARTS = 6;
/** How many times longer each further poll is put off while the state is unknown, and how often that counts. */
const UNKNOWN_FACTOR = 1.5;
const MAX_UNKNOWNS = 8;

/** Fits how long jobs of a kind take to the jobs that have ended and to those that still run, if they are planned together. */
export type FitKind = (
  durationsMs: readonly number[],
  runningMs: readonly number[],
  expectedDurationMs: number | undefined,
) => DurationModel;

/**
 * Makes the schedule of `adaptive`, with what fits the durations of a kind.
 *
 * @param together - When jobs may end that are planned together.
 */
export function learningSchedule(
  fit: FitKind,
  together: Spacing,
  { expectedRequests = DEFAULT_REQUESTS, expectedDurationMs }: AdaptiveOptions = {},
): Schedule {
  const modelOf = lastFit(fit, expectedDurationMs);
  const prior = fitDurations(NONE, expectedDurationMs);
  const forecast = (input: ScheduleInput): Forecast => {
    const { samples, elapsedMs } = input;
    const model = modelOf(input);
    const ends = forecastEnds(samples, elapsedMs);
    const confidence = ends.reduce((sum, end) => sum + end.confidence, 0);
    const kinds = weighKinds(model, prior, input);
    const endTimes: EndTime[] = [];
    let scaleMs = 1;
    for (const { model: kind, weight: share } of kinds) {
      const weight = share * (1 - confidence);
      scaleMs *= kind.middleMs ** weight;
      for (const [ms, part] of kindEndTimes(kind, elapsedMs, input.runningMs ? together : EVEN)) {
        endTimes.push([ms, part * weight]);
      }
    }
    const parts = ends.length === 1 ? LINE_PARTS : SHAPE_PARTS;
    for (const end of ends) {
      scaleMs *= end.latestMs ** end.confidence;
      for (let part = 0; part <= parts; part += 1) {
        const ms = end.earliestMs + ((end.latestMs - end.earliestMs) * part) / parts;
        // What has passed without an end does not come again.
        if (ms > elapsedMs) endTimes.push([ms, part > 0 ? end.confidence / parts : 0]);
      }
    }
    if (ends.length > 0 || kinds.length > 1) endTimes.sort((first, second) => first[0] - second[0]);
    const unknowns = samples.length - 1 - samples.findLastIndex(({ state }) => state !== "unknown");
    // The interval grows with the root of the cost.
    const patience = UNKNOWN_FACTOR ** Math.min(unknowns, MAX_UNKNOWNS);
    return { endTimes, requestCostMs: (scaleMs * patience ** 2) / (2 * expectedRequests ** 2) };
  };
  const delayMs = (input: ScheduleInput): number => {
    const { endTimes, requestCostMs } = forecast(input);
    return Math.max(input.minIntervalMs, MIN_DELAY_MS, nextPollMs(endTimes, requestCostMs) - input.elapsedMs);
  };
  return Object.assign(delayMs, { forecast });
}

/**
 * Weighs whether a job is like the earlier ones of its kind, or like any job. Of `count` that were alike the next one is not with
 * the chance 1 / 2 in `count + 1` (the estimator of Krichevsky and Trofimov), and with each moment that it lasts beyond them it
 * is likelier that it is not. So earlier durations are never believed alone.
 */
function weighKinds(
  model: DurationModel,
  prior: DurationModel,
  { durationsMs: { length: count }, runningMs, elapsedMs }: ScheduleInput,
): readonly { readonly model: DurationModel; readonly weight: number }[] {
  // The jobs of a batch that still run say it themselves.
  if (count === 0 || runningMs) return [{ model, weight: 1 }];
  const unlike = 0.5 / (count + 1);
  const like = (1 - unlike) * stillRunning(model, elapsedMs);
  const other = unlike * stillRunning(prior, elapsedMs);
  const total = like + other;
  return [
    { model, weight: like / total },
    { model: prior, weight: other / total },
  ];
}

/** Fits the durations of a kind, and remembers the last fit: the jobs of a batch pass the same lists. */
function lastFit(fit: FitKind, expectedDurationMs: number | undefined): (input: ScheduleInput) => DurationModel {
  let last:
    { durationsMs: readonly number[]; count: number; runningMs: readonly number[]; model: DurationModel } | undefined;
  return ({ durationsMs, runningMs = NONE }) => {
    const count = durationsMs.length;
    if (last?.durationsMs !== durationsMs || last.count !== count || last.runningMs !== runningMs) {
      last = { durationsMs, count, runningMs, model: fit(durationsMs, runningMs, expectedDurationMs) };
    }
    return last.model;
  };
}
