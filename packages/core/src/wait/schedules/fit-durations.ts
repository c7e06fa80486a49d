/** How long jobs of one kind take: a log-logistic distribution. */
export interface DurationModel {
  /** Half of the jobs take longer than this, in milliseconds. */
  readonly middleMs: number;
  /** How steeply the share of jobs that still run falls near the middle, in logarithmic time. */
  readonly steepness: number;
}

/** The middle if nothing is known. */
export const DEFAULT_DURATION_MS = 20_000;
/** A logistic distribution's steepness times its deviation: pi over the root of 3. */
export const STEEPNESS = 1.814;
/** How many earlier jobs a given expected duration counts for, and how many the default does. */
const EXPECTED_WEIGHT = 1 / 3;
const DEFAULT_WEIGHT = 1 / 16;
/** The spread of durations (deviation of the logarithm) that is assumed of one kind of job, and its weight in jobs. */
const SPREAD = 0.5;
const SPREAD_WEIGHT = 2;

/** Fits the durations of earlier jobs of a kind, drawn towards the expected duration while they are few. */
export function fitDurations(durationsMs: readonly number[], expectedDurationMs: number | undefined): DurationModel {
  const weight = expectedDurationMs ? EXPECTED_WEIGHT : DEFAULT_WEIGHT;
  const count = durationsMs.length;
  const logs = durationsMs.map((ms) => Math.log(Math.max(1, ms)));
  const sum = logs.reduce((total, log) => total + log, 0);
  const middle = (weight * Math.log(expectedDurationMs ?? DEFAULT_DURATION_MS) + sum) / (weight + count);
  const squares = logs.reduce((total, log) => total + (log - sum / count) ** 2, SPREAD_WEIGHT * SPREAD ** 2);
  // The second factor is what is not known of the middle itself.
  const variance = (squares / (SPREAD_WEIGHT + count)) * (1 + 1 / (weight + count));
  return { middleMs: Math.exp(middle), steepness: STEEPNESS / Math.sqrt(variance) };
}
