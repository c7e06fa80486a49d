import { forecastEnd } from "./forecast-end.ts";
import { type EndTime, nextPollMs } from "./next-poll.ts";
import { positive } from "./positive.ts";
import type { Schedule } from "./schedule.ts";

/** What {@link adaptive} may be told. Nothing is needed. */
export interface AdaptiveOptions {
  /**
   * How many requests a job is worth: the one knob between load and lag. It is a price, no limit: more requests find the end
   * sooner. A job without progress or history costs about 1.5 times as many; one with honest progress fewer. Default 10.
   */
  readonly requests?: number;
  /**
   * How long such a job takes, in milliseconds, where the caller knows: the middle, right within a factor of about 3. The
   * durations of earlier jobs, where there are any, soon count for more. Without it everything from a second to an hour is
   * thought possible.
   */
  readonly expectedDurationMs?: number;
}

const REQUESTS = 10;
const DEFAULT_DURATION_MS = 20_000;
/** No sleep is shorter: two looks at once would tell nothing new. */
const MIN_DELAY_MS = 20;
/** How many earlier jobs a given typical duration counts for, and how many the default does. */
const TOLD_WEIGHT = 1 / 3;
const GUESS_WEIGHT = 1 / 16;
/** The spread of durations (deviation of the logarithm) that is assumed of one kind of job, and its weight in jobs. */
const SPREAD = 0.5;
const SPREAD_WEIGHT = 2;
/** A logistic distribution's steepness times its deviation: pi over the root of 3. */
const STEEPNESS = 1.814;
/** In how many equally likely moments what is known of the kind, and of the progress, is cut. */
const KIND_PARTS = 48;
const PROGRESS_PARTS = 16;
/** How much longer each further look at a state that nobody understands is put off. */
const UNKNOWN_FACTOR = 1.5;

/**
 * Makes the default schedule. It keeps a forecast of when the job ends, made of how long jobs of this kind take (log-logistic,
 * fitted to the earlier durations and drawn towards the typical one while they are few) and of the progress seen in this job,
 * weighed by how far that can be trusted; and it looks where looks are cheapest for the lag that they save. Progress is never
 * believed alone, so a wrong one costs little. It uses no chance: waits part by what they see.
 *
 * @throws RangeError - An option is not a number above 0.
 */
export function adaptive({ requests = REQUESTS, expectedDurationMs }: AdaptiveOptions = {}): Schedule {
  positive("requests", requests);
  positive("expectedDurationMs", expectedDurationMs ?? 1);
  return ({ samples, elapsedMs, minIntervalMs, durationsMs }) => {
    const [middleMs, steepness] = kindFrom(durationsMs, expectedDurationMs);
    const end = forecastEnd(samples, elapsedMs);
    const confidence = end?.confidence ?? 0;
    const chances: EndTime[] = [];
    // The part of such jobs that go on at this age; each moment stands for an equal share of it.
    const left = 1 / (1 + (elapsedMs / middleMs) ** steepness);
    for (let part = 0.5; part < KIND_PARTS; part += 1) {
      const later = left * (1 - part / KIND_PARTS);
      chances.push([middleMs * (1 / later - 1) ** (1 / steepness), (1 - confidence) / KIND_PARTS]);
    }
    let scaleMs = middleMs;
    if (end) {
      scaleMs = middleMs ** (1 - confidence) * end.latestMs ** confidence;
      for (let part = 1; part <= PROGRESS_PARTS; part += 1) {
        const ms = end.earliestMs + ((end.latestMs - end.earliestMs) * part) / PROGRESS_PARTS;
        // What has passed without an end does not come again.
        if (ms > elapsedMs) chances.push([ms, confidence / PROGRESS_PARTS]);
      }
    }
    const sleepMs = Math.max(MIN_DELAY_MS, nextPollMs(chances, scaleMs / (2 * requests ** 2)) - elapsedMs);
    const unknowns = samples.length - 1 - samples.findLastIndex(({ state }) => state !== "unknown");
    return Math.max(minIntervalMs, sleepMs, Math.min(elapsedMs, sleepMs * UNKNOWN_FACTOR ** unknowns));
  };
}

/** How long jobs of a kind take: the middle, in milliseconds, and how steeply most end near it. */
function kindFrom(
  durationsMs: readonly number[],
  expectedDurationMs: number | undefined,
): [middleMs: number, steepness: number] {
  const weight = expectedDurationMs ? TOLD_WEIGHT : GUESS_WEIGHT;
  const count = durationsMs.length;
  const logs = durationsMs.map((ms) => Math.log(Math.max(1, ms)));
  const sum = logs.reduce((total, log) => total + log, 0);
  const middle = (weight * Math.log(expectedDurationMs ?? DEFAULT_DURATION_MS) + sum) / (weight + count);
  const squares = logs.reduce((total, log) => total + (log - sum / count) ** 2, SPREAD_WEIGHT * SPREAD ** 2);
  // The second factor is what is not known of the middle itself.
  const variance = (squares / (SPREAD_WEIGHT + count)) * (1 + 1 / (weight + count));
  return [Math.exp(middle), STEEPNESS / Math.sqrt(variance)];
}
