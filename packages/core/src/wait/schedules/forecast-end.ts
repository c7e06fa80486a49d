import type { PollSample } from "../../model/resume-token.ts";
import { PROGRESS_SHAPES, type ShapeEnd } from "./progress-shapes.ts";
import { FINEST_STEPS, readSteps } from "./progress-steps.ts";

/** When a job's progress says that it ends. */
export interface EndForecast {
  /** In milliseconds since the wait began. */
  readonly earliestMs: number;
  readonly latestMs: number;
  /** How likely it is that this is so, from 0 to 1. */
  readonly confidence: number;
}

/**
 * How far progress is trusted: where all readings lie on one line, on a curve, and at the first reading that moved. A line is
 * trusted less because it is followed to the letter, and because a provider that lies evenly looks just like it. These were
 * set by simulation, so that honest progress gains much and no kind of wrong progress loses to a fixed interval.
 */
const LINE_CONFIDENCE = 0.54;
const CURVE_CONFIDENCE = 0.6;
const FIRST_CONFIDENCE = 0.36;
/** What is left of the confidence after each fall, after a line's end that passed, and after each curve's end that passed. */
const FALL_FACTOR = 0.05;
const LINE_MISS_FACTOR = 0.3;
const CURVE_MISS_FACTOR = 0.25;
/** By how much the end that a shape gives may move between readings, in logarithmic time, if it is the right shape. */
const SHAPE_DEVIATION = 0.05;
/** How much of the time that is left the first reading that moved may be wrong by. */
const FIRST_DOUBT = 0.3;
/** How many times further a curve's end may be late than early: curves slow down. */
const LATE_FACTOR = 3;
/** What is less likely than this is left out. */
const MIN_CONFIDENCE = 1e-3;

/**
 * Forecasts the end from the progress since it last fell, each entry by another shape; empty if the progress says nothing, or
 * if the ends that it gave have passed. If all readings fit one line from 0, the end is bounded by that line. Otherwise
 * several shapes are weighed by how little the end that each gives has moved from reading to reading.
 */
export function forecastEnds(samples: readonly PollSample[], nowMs: number): readonly EndForecast[] {
  const { steps, lowMs, highMs, falls } = readSteps(samples);
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || steps.length < 2) return [];
  const isFirst = steps.length === 2;
  const trust = FALL_FACTOR ** falls;
  const isLine = lowMs <= highMs && highMs < Infinity;
  if (isLine && highMs > nowMs) {
    return [
      { earliestMs: lowMs, latestMs: highMs, confidence: trust * (isFirst ? FIRST_CONFIDENCE : LINE_CONFIDENCE) },
    ];
  }
  const shapes = PROGRESS_SHAPES.map(({ weight, endFrom }) => {
    const ends = steps.slice(1).map((_, index) => endFrom(steps.slice(0, index + 2)));
    return { ends, weight: weight * likelihoodOf(ends, first.ms) };
  });
  const total = shapes.reduce((sum, { weight }) => sum + weight, 0);
  const most = (trust * (isLine ? LINE_MISS_FACTOR : 1) * (isFirst ? FIRST_CONFIDENCE : CURVE_CONFIDENCE)) / total;
  return shapes.flatMap(({ ends, weight }): readonly EndForecast[] => {
    const [before, end] = [ends.at(-2), ends.at(-1)];
    if (!end) return [];
    const misses = ends.filter(({ ms, slackMs }) => ms + slackMs < nowMs).length;
    // How far the last reading moved the end says how far the next one may.
    const doubtMs = before ? Math.abs(end.ms - before.ms) : FIRST_DOUBT * Math.max(0, end.ms - last.ms - last.slackMs);
    const slackMs = Math.max(end.ms / FINEST_STEPS, end.slackMs + doubtMs);
    const latestMs = end.ms + LATE_FACTOR * slackMs;
    const confidence = (most * weight * CURVE_MISS_FACTOR ** misses) / (1 + doubtMs / (2 * end.ms));
    const isOfUse = latestMs > nowMs && latestMs < Infinity && confidence > MIN_CONFIDENCE;
    return isOfUse ? [{ earliestMs: end.ms - slackMs, latestMs, confidence }] : [];
  });
}

/** How likely it is that a shape's ends differ as they do, if it is the right one. */
function likelihoodOf(ends: readonly ShapeEnd[], startMs: number): number {
  const last = ends.at(-1);
  if (!last) return 0;
  const relative = ({ ms, slackMs }: ShapeEnd) => slackMs / (ms - startMs);
  const distance = ends.slice(0, -1).reduce((sum, end) => {
    const moved = Math.log((end.ms - startMs) / (last.ms - startMs));
    return sum + moved ** 2 / (SHAPE_DEVIATION ** 2 + relative(end) ** 2 + relative(last) ** 2);
  }, 0);
  return Math.exp(-Math.min(distance, MAX_DISTANCE) / 2);
}

/** So that at least one shape is always left. */
const MAX_DISTANCE = 100;
