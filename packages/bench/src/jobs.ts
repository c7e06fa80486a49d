import { createRandom, normalFrom } from "./random.ts";

/** A job of a simulation. */
export interface Job {
  readonly durationMs: number;
  /** Where this job's own chance begins. */
  readonly seed: number;
  /** How long earlier jobs of its kind took, where the case says that this is known. */
  readonly durationsMs: readonly number[];
}

/** What {@link logNormalJobs} makes. */
export interface LogNormalOptions {
  readonly count: number;
  readonly medianMs: number;
  /** The deviation of the durations' logarithm. */
  readonly sigma: number;
  readonly seed: number;
  /** How many earlier durations are known of each job's kind, of the same distribution. Default 0. */
  readonly known?: number;
}

/** Makes jobs with log-normal durations. */
export function logNormalJobs({ count, medianMs, sigma, seed, known = 0 }: LogNormalOptions): readonly Job[] {
  const random = createRandom(seed);
  const draw = () => medianMs * Math.exp(sigma * normalFrom(random));
  return Array.from({ length: count }, () => ({
    durationMs: draw(),
    seed: Math.floor(random() * 2 ** 32),
    durationsMs: Array.from({ length: known }, draw),
  }));
}
