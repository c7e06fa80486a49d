import type { Job } from "./jobs.ts";
import type { Progress } from "./progress.ts";
import { createRandom } from "./random.ts";
import type { Schedule, PollSample } from "./schedules.ts";

/** What one wait came to. */
export interface Outcome {
  /** From the job's end to the poll that found it, in milliseconds; or whatever else the case counts as its loss. */
  readonly lag: number;
  /** How many polls the wait took, the first and the last included. */
  readonly requests: number;
}

/** The engine polls a job that has just started after this time at the latest. */
const MAX_FIRST_DELAY_MS = 10_000;
/** What the engine remembers: the first few samples and the latest. */
const FIRST_SAMPLES = 4;
const MAX_SAMPLES = 64;
const MAX_CONCURRENT_REQUESTS = 50_000;

/**
 * Waits in virtual time, as the engine does, for a job that the wait's own call has just started: the first poll comes when a
 * schedule that makes forecasts thinks fit, or at once, then one after each sleep; requests take no time.
 *
 * @throws Error - The schedule polls far too often.
 */
export function watchVirtually(job: Job, progress: Progress, schedule: Schedule): Outcome {
  const random = createRandom(job.seed + 1);
  const samples: PollSample[] = [];
  const { durationsMs } = job;
  const started = { samples, polls: 0, elapsedMs: 0, random: 0, minIntervalMs: 0, durationsMs };
  let elapsedMs = schedule.forecast ? Math.min(MAX_FIRST_DELAY_MS, schedule(started)) : 0;
  for (let requests = 1; requests < MAX_CONCURRENT_REQUESTS; requests += 1) {
    if (elapsedMs >= job.durationMs) return { lag: elapsedMs - job.durationMs, requests };
    const fraction = progress(job, elapsedMs);
    // A job that runs when it is first polled has had no progress when it started.
    if (samples.length === 0 && elapsedMs > 0 && fraction !== undefined) {
      samples.push({ elapsedMs: 0, state: "running", fraction: 0 });
    }
    samples.push({ elapsedMs, state: "running", ...(fraction !== undefined && { fraction }) });
    if (samples.length > MAX_SAMPLES) samples.splice(FIRST_SAMPLES, 1);
    elapsedMs += schedule({ samples, polls: requests, elapsedMs, random: random(), minIntervalMs: 0, durationsMs });
  }
  throw new Error(`a wait of ${job.durationMs} ms took more than ${MAX_CONCURRENT_REQUESTS} requests`);
}
