import type { JobState, TerminalState } from "../model/job-state.ts";
import type { WaitOptions } from "../wait/wait-options.ts";
import type { ClientJob, ClientJobs, JobEnd, RawOf, ResultOf } from "./many-jobs.ts";
import { watchAll } from "./watch-all.ts";

/**
 * Waits for the end of many jobs, of one provider or of several.
 *
 * @param jobs - Any number of jobs, each with the client of its provider.
 * @returns For each job, in their order, its status at the end or its error.
 * @throws JobStatusError - `invalid-request`: an option is wrong.
 */
export function waitAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options: WaitOptions<RawOf<Job>> & { readonly requireSuccess: true },
): Promise<readonly JobEnd<RawOf<Job>, "succeeded", ResultOf<Job>>[]>;
/** Waits for the end of many jobs, however they end. */
export function waitAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options?: WaitOptions<RawOf<Job>> & { readonly until?: undefined },
): Promise<readonly JobEnd<RawOf<Job>, TerminalState, ResultOf<Job>>[]>;
/** Waits until each of many jobs ends or `until` returns true. */
export function waitAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options?: WaitOptions<RawOf<Job>>,
): Promise<readonly JobEnd<RawOf<Job>, JobState, ResultOf<Job>>[]>;
export async function waitAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options: WaitOptions<RawOf<Job>> = {},
): Promise<readonly JobEnd<RawOf<Job>, JobState, ResultOf<Job>>[]> {
  const ends: JobEnd<RawOf<Job>, JobState, ResultOf<Job>>[] = [];
  for await (const update of watchAll(jobs, options)) if (update.done) ends[update.index] = update;
  return ends;
}
