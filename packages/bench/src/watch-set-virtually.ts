import type { SetJob, JobSet } from "./job-sets.ts";
import { mean } from "./statistics.ts";
import type { Outcome } from "./watch-virtually.ts";

/** What is known when the next request is planned. */
export interface SetView {
  readonly nowMs: number;
  /** How long each job that still runs has lasted, in milliseconds. */
  readonly runningMs: readonly number[];
  /** How long jobs of the kind took: earlier ones, and those of the set in the order in which their end was found. */
  readonly durationsMs: readonly number[];
}

/** What the client of a provider keeps. */
const MAX_DURATIONS = 64;
const MIN_DELAY_MS = 20;
const MAX_REQUESTS = 50_000;

/**
 * Waits for a set of jobs in virtual time: one request polls all that have started and takes no time.
 *
 * @param next - When to send the next request.
 * @param firstMs - When to send the first. Default 0.
 * @returns The mean lag of a job, and all requests.
 * @throws Error - It takes far too many requests.
 */
export function watchSetVirtually(
  { jobs, durationsMs }: JobSet,
  next: (view: SetView) => number,
  firstMs = 0,
): Outcome {
  let left: readonly SetJob[] = jobs;
  const known = [...durationsMs];
  const lags: number[] = [];
  let nowMs = Math.max(firstMs, Math.min(...jobs.map(({ startMs }) => startMs)));
  for (let requests = 1; requests < MAX_REQUESTS; requests += 1) {
    const still: SetJob[] = [];
    for (const job of left) {
      const lagMs = nowMs - job.startMs - job.durationMs;
      if (lagMs < 0) still.push(job);
      else {
        lags.push(lagMs);
        known.push(nowMs - job.startMs);
      }
    }
    left = still;
    if (left.length === 0) return { lag: mean(lags), requests };
    const atMs = nowMs;
    const runningMs = left.map(({ startMs }) => atMs - startMs).filter((ms) => ms >= 0);
    nowMs =
      runningMs.length > 0
        ? Math.max(nowMs + MIN_DELAY_MS, next({ nowMs, runningMs, durationsMs: known.slice(-MAX_DURATIONS) }))
        : Math.min(...left.map(({ startMs }) => startMs));
  }
  throw new Error(`a set of ${jobs.length} jobs took more than ${MAX_REQUESTS} requests`);
}
