import type { JobReference } from "../reference/job-reference.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { StatusOptions, WaitOptions, WatchOptions } from "../wait/wait-options.ts";

/**
 * Asks one provider about its jobs.
 *
 * @typeParam Raw - The type of the provider's decoded response.
 */
export interface JobClient<Raw = unknown> {
  /**
   * Asks once. Where the provider limits how often a job may be asked for, the call waits for its turn.
   *
   * @throws JobStatusError - The status could not be learned. That the job failed is no error.
   */
  status(job: JobReference, options?: StatusOptions): Promise<JobStatus<Raw>>;
  /**
   * Asks until the job has ended, and yields the first status and each change. The timeout counts from the call.
   *
   * @throws JobStatusError - The status could not be learned, or the timeout came first.
   */
  watch(job: JobReference, options?: WatchOptions<Raw>): AsyncIterableIterator<JobStatus<Raw>>;
  /**
   * Asks until the job has ended, and resolves with its status at the end, whatever the end is.
   *
   * @throws JobStatusError - The status could not be learned, or the timeout came first.
   */
  wait(job: JobReference, options?: WaitOptions<Raw>): Promise<JobStatus<Raw>>;
  /** Where requests go, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * Sends a request of the caller's own with the client's credentials and headers. It follows no redirect.
   *
   * @throws JobStatusError - `invalid-request`: the request goes to another origin than `baseUrl`.
   */
  fetch(request: Request): Promise<Response>;
}
