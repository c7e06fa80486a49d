import type { JobName, JobReference } from "../reference/job-reference.ts";
import type { JobState, TerminalState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobWatch } from "../wait/watch-job.ts";
import type { StatusOptions, WaitOptions, WatchOptions } from "../wait/wait-options.ts";

/** What a provider allows; what its contract doesn't state is undefined. */
export interface JobClientLimits {
  /** The shortest time from a job's status to the next request for that job, in milliseconds. */
  readonly minPollIntervalMs: number | undefined;
  /** How many jobs one request can be about. */
  readonly maxIdsPerRequest: number | undefined;
  /** How many requests the account may send in any interval of so many milliseconds. All of the limits hold. */
  readonly account: readonly { readonly requests: number; readonly intervalMs: number }[] | undefined;
}

/**
 * A client of one provider: it reads the status of jobs and waits until they end.
 *
 * @typeParam Raw - The type of the provider's decoded response.
 * @typeParam Native - The provider's status values.
 * @typeParam Result - The type of a job's result, if a response can have it.
 * @typeParam Job - What identifies a job.
 */
export interface JobClient<Raw = unknown, Native extends string = string, Result = unknown, Job = JobReference> {
  /**
   * Requests the status once. If the provider limits how often a job may be polled, the call waits until the limit allows it.
   *
   * @throws JobStatusError - The status can't be determined. A job that failed is not an error.
   */
  status(job: Job, options?: StatusOptions): Promise<JobStatus<Raw, JobState, Native, Result>>;
  /**
   * Polls until the job ends, and yields the first status and each change. The timeout counts from the call.
   *
   * @throws JobStatusError - The status can't be determined, or the timeout expired.
   */
  watch(job: Job, options?: WatchOptions<Raw, Native>): JobWatch<Raw, Native, Result>;
  /**
   * Polls until the job ends, and resolves with its last status if that is `succeeded`.
   *
   * @throws JobStatusError - `unsuccessful`: the job ended in another state. The status can't be determined, or the timeout
   *   expired.
   */
  wait(
    job: Job,
    options: WaitOptions<Raw, Native> & { readonly requireSuccess: true },
  ): Promise<JobStatus<Raw, "succeeded", Native, Result>>;
  /**
   * Polls until the job ends, and resolves with its last status, however the job ended.
   *
   * @throws JobStatusError - The status can't be determined, or the timeout expired.
   */
  wait(
    job: Job,
    options?: WaitOptions<Raw, Native> & { readonly until?: undefined },
  ): Promise<JobStatus<Raw, TerminalState, Native, Result>>;
  /**
   * Polls until the job ends or `until` returns true, and resolves with the last status.
   *
   * @throws JobStatusError - The status can't be determined, or the timeout expired.
   */
  wait(job: Job, options?: WaitOptions<Raw, Native>): Promise<JobStatus<Raw, JobState, Native, Result>>;
  /** The provider's name, as in every status. */
  readonly provider: string;
  /** What the provider allows, as its contract states it. */
  readonly limits: JobClientLimits;
  /** Where requests go, without a trailing slash. */
  readonly baseUrl: string;
  /**
   * Sends a request of your own with the client's credentials and headers, as `fetch` does. It follows no redirect, and reads a
   * request's body whole before it sends it.
   *
   * @param input - A path, which is appended to `baseUrl`, a URL, or a `Request`.
   * @param init - The options of `fetch`.
   * @throws JobStatusError - `invalid-request`: the request goes to another origin than `baseUrl`, or is none.
   */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

/** A client that finds jobs by their ID, by a `NamedJob` or by a resume token, and sends no requests of the caller's own. */
export type JobClientById<Raw = unknown, Native extends string = string, Result = unknown> = Omit<
  JobClient<Raw, Native, Result, JobName>,
  "fetch"
> & {
  /** Not a part of this client. */
  readonly fetch: never;
};
