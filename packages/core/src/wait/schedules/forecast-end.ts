import type { PollSample } from "../../model/resume-token.ts";

/** When a job's progress says that it ends. */
export interface EndForecast {
  /** In milliseconds since the wait began. */
  readonly earliestMs: number;
  readonly latestMs: number;
  /** How likely it is that this is so, from 0 to 1. */
  readonly confidence: number;
}

/** When the progress came to a value: about `ms`, give or take `slackMs`. */
interface Step {
  readonly ms: number;
  readonly fraction: number;
  readonly slackMs: number;
}

/** Most providers count in hundredths; coarser steps are believed when values in a row cannot well be chance. */
const FINEST_STEPS = 100;
const CHANCE = 0.05;
/**
 * How far progress is trusted: where all readings lie on one line, on a curve, and at the first reading that moved. A line is
 * trusted less because it is followed to the letter, and because a provider that lies evenly looks just like it. These were
 * set by simulation, so that honest progress gains much and no kind of wrong progress loses to a fixed interval.
 */
const LINE_CONFIDENCE = 0.54;
const CURVE_CONFIDENCE = 0.8;
const FIRST_CONFIDENCE = 0.36;
/** What is left of the trust after each fall, after a line's end that passed, and after each curve's end that passed. */
const FALL_FACTOR = 0.1;
const LINE_MISS_FACTOR = 0.3;
const CURVE_MISS_FACTOR = 0.4;
/** How much of the time that is left the first reading that moved may be wrong by. */
const FIRST_DOUBT = 0.3;
/** How many times further a curve's end may be late than early: curves slow down. */
const LATE_FACTOR = 3;

/**
 * Foretells the end from the progress seen since it last fell; undefined where it says nothing, or where the end that it
 * foretold has passed. Where all readings fit one line from 0, the end is bounded by that line; or else a curve is taken to
 * be even: the last part takes as long as the first part of that size took.
 */
export function forecastEnd(samples: readonly PollSample[], nowMs: number): EndForecast | undefined {
  const readings = samples.flatMap(({ elapsedMs: ms, state, fraction }) =>
    fraction === undefined || state === "pending" ? [] : [{ ms, fraction }],
  );
  const size = 1 / countSteps(readings.map(({ fraction }) => fraction));
  let steps: Step[] = [];
  let ends: Step[] = [];
  let confidence = 1;
  let [lowMs, highMs] = [0, Infinity];
  let last: Omit<Step, "slackMs"> | undefined;
  for (const { ms, fraction } of readings) {
    if (last && fraction < last.fraction) {
      confidence *= FALL_FACTOR;
      [steps, ends, last, lowMs, highMs] = [[], [], undefined, 0, Infinity];
    }
    const first = steps[0];
    if (first?.fraction === 0 && fraction) {
      lowMs = Math.max(lowMs, first.ms + (ms - first.ms) / (fraction + size));
      highMs = Math.min(highMs, first.ms + (ms - first.ms) / fraction);
    }
    if (!last) steps.push({ ms, fraction, slackMs: 0 });
    else if (fraction > last.fraction) {
      const slackMs = ((ms - last.ms) * Math.min(1, size / (fraction - last.fraction))) / 2;
      const step = { ms: ms - slackMs, fraction, slackMs };
      steps.push(step);
      ends.push(endFrom(steps, step));
    }
    last = { ms, fraction };
  }
  const end = ends.at(-1);
  if (!end) return undefined;
  const before = ends.at(-2);
  let forecast = {
    earliestMs: lowMs,
    latestMs: highMs,
    confidence: confidence * (before ? LINE_CONFIDENCE : FIRST_CONFIDENCE),
  };
  if (!(lowMs <= highMs && highMs < Infinity && highMs > nowMs)) {
    if (lowMs <= highMs && highMs < Infinity) confidence *= LINE_MISS_FACTOR;
    for (const { ms, slackMs } of ends) if (ms + slackMs < nowMs) confidence *= CURVE_MISS_FACTOR;
    // How far the last reading moved the end says how far the next one may.
    const doubtMs = before ? Math.abs(end.ms - before.ms) / 2 : FIRST_DOUBT * (end.ms - (last?.ms ?? 0));
    const slackMs = Math.max(end.ms / FINEST_STEPS, end.slackMs + doubtMs);
    forecast = {
      earliestMs: end.ms - slackMs,
      latestMs: end.ms + LATE_FACTOR * slackMs,
      confidence: (confidence * (before ? CURVE_CONFIDENCE : FIRST_CONFIDENCE)) / (1 + doubtMs / (2 * end.ms)),
    };
  }
  return forecast.latestMs > nowMs && forecast.latestMs < Infinity ? forecast : undefined;
}

/** The end as it looked at one step: by the mirror image of the beginning where that was seen, or else by a line. */
function endFrom(steps: readonly Step[], { ms, fraction, slackMs }: Step): Step {
  const rest = 1 - fraction;
  const first = steps[0] ?? { ms: 0, fraction: 0 };
  const after = steps.findIndex((step) => step.fraction >= rest);
  const [low, high] = [steps[after - 1], steps[after]];
  if (!first.fraction && high) {
    const mirrorMs = low
      ? low.ms + ((rest - low.fraction) / (high.fraction - low.fraction)) * (high.ms - low.ms)
      : high.ms;
    return { ms: ms + mirrorMs - first.ms, fraction, slackMs: slackMs + high.slackMs };
  }
  const done = fraction - first.fraction;
  return { ms: ms + (rest * (ms - first.ms)) / done, fraction, slackMs: slackMs * (1 + rest / done) };
}

/** In how many steps the progress goes: the fewest that all the values fit, unless that can well be chance. */
function countSteps(fractions: readonly number[]): number {
  let steps = 1;
  const fits = (fraction: number) => Math.abs(fraction * steps - Math.round(fraction * steps)) < 1e-6;
  while (steps < FINEST_STEPS && !fractions.every(fits)) steps += 1;
  return (steps / FINEST_STEPS) ** (new Set(fractions).size - 1) > CHANCE ? FINEST_STEPS : steps;
}
