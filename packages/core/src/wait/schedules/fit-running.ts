import { type DurationModel, DEFAULT_DURATION_MS, STEEPNESS } from "./fit-durations.ts";

/** The same in logarithmic time, counted: jobs of a batch often have the same age. */
interface Known {
  readonly ended: ReadonlyMap<number, number>;
  readonly running: ReadonlyMap<number, number>;
  /** What the middle is expected to be, and one over the variance of that. */
  readonly center: number;
  readonly precision: number;
}

/** The deviation of the middle's logarithm from what the caller expects, and from the default. */
const EXPECTED_DEVIATION = 0.87;
const DEFAULT_DEVIATION = 2;
/** The spreads that are compared: deviations of the durations' logarithm. */
const SPREADS = [0.06, 0.12, 0.25, 0.5, 1] as const;
/** The spread that is likely before any job has ended, and for how many jobs that counts. */
const DEFAULT_SPREAD = 0.5;
const DEFAULT_SPREAD_WEIGHT = 3;
/** The middles that are compared, in deviations from the likeliest: more above it, because running jobs set no upper bound. */
const MIDDLES = [-2, -1, 0, 1, 2, 3, 4] as const;
/** The likeliest middle lies at most this far above all that is known, in logarithmic time. */
const MARGIN = 8;
const HALVINGS = 16;

/**
 * Fits the durations of a kind to the jobs that have ended and to those that still run, which is what a batch knows. Several
 * middles and spreads are weighed by how likely they make what is known. The result has the mean and the deviation of that
 * mixture, so it is wide while little is known.
 *
 * @param durationsMs - How long jobs took that have ended.
 * @param runningMs - How long jobs have lasted that still run.
 */
export function fitRunning(
  durationsMs: readonly number[],
  runningMs: readonly number[],
  expectedDurationMs: number | undefined,
): DurationModel {
  const known: Known = {
    ended: countLogs(durationsMs),
    running: countLogs(runningMs),
    center: Math.log(expectedDurationMs ?? DEFAULT_DURATION_MS),
    precision: (expectedDurationMs ? EXPECTED_DEVIATION : DEFAULT_DEVIATION) ** -2,
  };
  const candidates = SPREADS.flatMap((spread) => {
    const likeliest = likeliestMiddle(known, STEEPNESS / spread);
    return MIDDLES.map((deviations) => {
      const middle = likeliest.middle + deviations * likeliest.deviation;
      const likelihood =
        Math.log(likeliest.deviation) -
        DEFAULT_SPREAD_WEIGHT * (Math.log(spread) + (DEFAULT_SPREAD / spread) ** 2 / 2) +
        logLikelihood(known, middle, STEEPNESS / spread);
      return { middle, spread, likelihood };
    });
  });
  const best = Math.max(...candidates.map(({ likelihood }) => likelihood));
  const weighed = candidates.map((candidate) => ({ ...candidate, weight: Math.exp(candidate.likelihood - best) }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const middle = weighed.reduce((sum, candidate) => sum + candidate.weight * candidate.middle, 0) / total;
  const variance = weighed.reduce(
    (sum, candidate) => sum + (candidate.weight * ((candidate.middle - middle) ** 2 + candidate.spread ** 2)) / total,
    0,
  );
  return { middleMs: Math.exp(middle), steepness: STEEPNESS / Math.sqrt(variance) };
}

/** The middle that makes what is known likeliest, found by halving, and how far it may be off. */
function likeliestMiddle(known: Known, steepness: number): { middle: number; deviation: number } {
  const { center, ended, running } = known;
  let low = Math.min(center, ...ended.keys());
  let high = Math.max(center, ...ended.keys(), ...running.keys()) + MARGIN;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (derivatives(known, middle, steepness).slope > 0) low = middle;
    else high = middle;
  }
  return { middle: low, deviation: derivatives(known, low, steepness).curvature ** -0.5 };
}

/** The logarithm of how likely a middle makes what is known, up to a constant. */
function logLikelihood({ ended, running, center, precision }: Known, middle: number, steepness: number): number {
  let likelihood = (-precision * (middle - center) ** 2) / 2;
  for (const [log, count] of ended) {
    const distance = steepness * (log - middle);
    likelihood += count * (Math.log(steepness) + distance - 2 * softplus(distance));
  }
  for (const [log, count] of running) likelihood -= count * softplus(steepness * (log - middle));
  return likelihood;
}

/** The first derivative of {@link logLikelihood} by the middle, and the second with its sign turned. */
function derivatives({ ended, running, center, precision }: Known, middle: number, steepness: number) {
  let [slope, curvature] = [precision * (center - middle), precision];
  for (const [log, count] of ended) {
    const part = 1 / (1 + Math.exp(steepness * (middle - log)));
    slope += count * steepness * (2 * part - 1);
    curvature += 2 * count * steepness ** 2 * part * (1 - part);
  }
  for (const [log, count] of running) {
    const part = 1 / (1 + Math.exp(steepness * (middle - log)));
    slope += count * steepness * part;
    curvature += count * steepness ** 2 * part * (1 - part);
  }
  return { slope, curvature };
}

/** The logarithms of some times, and how often each occurs. */
function countLogs(timesMs: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const ms of timesMs) {
    const log = Math.log(Math.max(1, ms));
    counts.set(log, (counts.get(log) ?? 0) + 1);
  }
  return counts;
}

/** The logarithm of 1 + e to the power of `value`. */
function softplus(value: number): number {
  return Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));
}
