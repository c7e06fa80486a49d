import type { Job } from "./jobs.ts";
import { createRandom, normalFrom } from "./random.ts";

/** What a provider reports of a running job: the part from 0 to 1, or undefined if it reports nothing. */
export type Progress = (job: Job, elapsedMs: number) => number | undefined;

/** How steep the sigmoid is: a logistic curve over 8 of its units, so that its middle is twice as fast as a line. */
const SIGMOID_UNITS = 8;
const NOISE = 0.3;

const truth = ({ durationMs }: Job, elapsedMs: number) => elapsedMs / durationMs;
const inSteps = (steps: number, part: number) => Math.floor(Math.min(1, Math.max(0, part)) * steps + 1e-9) / steps;
const inHundredths = (part: number) => inSteps(100, part);
/** A number of this job's own. */
const ownOf = (job: Job) => createRandom(job.seed)();
/** Chance of this job at this moment: the same moment always reports the same. */
const chanceAt = (job: Job, elapsedMs: number) => createRandom(job.seed ^ Math.round(elapsedMs));
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Progress that follows the truth. */
export const honest = {
  "linear, 100 steps": (job, elapsedMs) => inHundredths(truth(job, elapsedMs)),
  sigmoid: (job, elapsedMs) => {
    const least = logistic(-SIGMOID_UNITS / 2);
    const at = logistic(SIGMOID_UNITS * (truth(job, elapsedMs) - 0.5));
    return inHundredths((at - least) / (1 - 2 * least));
  },
  "five steps": (job, elapsedMs) => inSteps(5, truth(job, elapsedMs)),
} satisfies Record<string, Progress>;

/** Progress that is absent or wrong, in each of the ways in which it may be. */
export const wrong = {
  absent: () => undefined,
  "frozen at 0": () => 0,
  "frozen midway (honest up to 10 to 70 %)": (job, elapsedMs) =>
    inHundredths(Math.min(truth(job, elapsedMs), 0.1 + 0.6 * ownOf(job))),
  "lying: too fast, then 99 % (after 20 to 90 % of the time)": (job, elapsedMs) =>
    inHundredths(Math.min(0.99, truth(job, elapsedMs) / (0.2 + 0.7 * ownOf(job)))),
  "lying: ends at 20 to 90 % of a perfect line": (job, elapsedMs) =>
    inHundredths(truth(job, elapsedMs) * (0.2 + 0.7 * ownOf(job))),
  "lying: ever slower": (job, elapsedMs) => inHundredths(1 - Math.exp(-3 * truth(job, elapsedMs))),
  "lying: any number": (job, elapsedMs) => inHundredths(chanceAt(job, elapsedMs)()),
  "noisy: 30 % of the whole, each reading anew": (job, elapsedMs) =>
    inHundredths(truth(job, elapsedMs) + NOISE * normalFrom(chanceAt(job, elapsedMs))),
  "noisy: 30 % of the reading, each anew": (job, elapsedMs) =>
    inHundredths(truth(job, elapsedMs) * (1 + NOISE * normalFrom(chanceAt(job, elapsedMs)))),
  "falling back: from 90 % to 0 once, at 30 to 80 % of the time": (job, elapsedMs) => {
    const fallAt = 0.3 + 0.5 * ownOf(job);
    const at = truth(job, elapsedMs);
    return inHundredths(0.9 * (at < fallAt ? at / fallAt : (at - fallAt) / (1 - fallAt)));
  },
  "falling back: all the time": (job, elapsedMs) => inHundredths(1 - truth(job, elapsedMs)),
} satisfies Record<string, Progress>;
