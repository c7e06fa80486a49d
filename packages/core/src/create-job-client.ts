import { ask } from "./ask.ts";
import { checkOptions, isText } from "./check-options.ts";
import { CLIENT_OPTION_CHECKS, type ClientOptions, type Fetch } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import type { Contract } from "./contract.ts";
import { fetchWithIdentity } from "./fetch-with-identity.ts";
import { type JobId, jobIdFrom } from "./job-request.ts";
import { JobStatusError } from "./job-status-error.ts";
import type { JobStatus } from "./job-status.ts";
import { originFromOptions } from "./origin.ts";
import {
  STATUS_OPTION_CHECKS,
  type StatusOptions,
  WAIT_OPTION_CHECKS,
  WATCH_OPTION_CHECKS,
  type WaitOptions,
  type WatchOptions,
} from "./wait-options.ts";
import { abortedError, watchJob } from "./watch-job.ts";

/** Asks one provider about its jobs. */
export interface JobClient<Raw = unknown> {
  /**
   * Asks once. Where the provider limits how often a job may be asked for, the call waits for its turn.
   *
   * @throws JobStatusError - The status could not be learned. That the job failed is no error.
   */
  status(job: JobId, options?: StatusOptions): Promise<JobStatus<Raw>>;
  /**
   * Asks until the job has ended, and yields the first status and each change. The deadline counts from the call.
   *
   * @throws JobStatusError - The status could not be learned, or the deadline came first.
   */
  watch(job: JobId, options?: WatchOptions): AsyncIterableIterator<JobStatus<Raw>>;
  /**
   * Asks until the job has ended, and resolves with its status at the end, whatever the end is.
   *
   * @throws JobStatusError - The status could not be learned, or the deadline came first.
   */
  wait(job: JobId, options?: WaitOptions): Promise<JobStatus<Raw>>;
}

/** A {@link JobClient} and what its package needs to reach the provider's other operations. */
export interface JobClientConnection<Raw> extends JobClient<Raw> {
  /** Where requests go. */
  readonly baseUrl: string;
  /** `fetch` with the caller's credentials and headers, for the configured origin only. It follows no redirect. */
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Creates the client of one provider from its contract. Provider packages call it; their users need not.
 *
 * @param contract - The provider's table.
 * @param options - {@link ClientOptions}, `baseUrl`, and the contract's variables by name.
 * @throws JobStatusError - `invalid-request`, naming the option that is missing, unknown or wrong.
 */
export function createJobClient<Raw, Credentials>(
  contract: Contract,
  options: ClientOptions<Credentials>,
): JobClientConnection<Raw> {
  const variableChecks = Object.fromEntries(
    [...Object.keys(contract.variables), "baseUrl"].map((name) => [name, isText]),
  );
  checkOptions(options, { ...variableChecks, ...CLIENT_OPTION_CHECKS });
  if (options.credentials === undefined) {
    throw new JobStatusError("invalid-request", 'the option "credentials" is missing');
  }
  const origin = originFromOptions(contract, { ...options });
  const send: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const { clock = systemClock, random = Math.random } = options;
  const context = { contract, origin, options, fetch: send, clock, random };

  const watch: JobClient<Raw>["watch"] = (job, watchOptions = {}) => {
    checkOptions(watchOptions, WATCH_OPTION_CHECKS);
    return watchJob<Raw>(context, jobIdFrom(contract, job), watchOptions, clock.now());
  };

  return {
    baseUrl: origin.baseUrl,
    fetch: (request) => fetchWithIdentity(context, request),
    async status(job, statusOptions = {}) {
      checkOptions(statusOptions, STATUS_OPTION_CHECKS);
      const id = jobIdFrom(contract, job);
      const { signal = new AbortController().signal } = statusOptions;
      try {
        return await ask<Raw>(context, id, signal);
      } catch (error) {
        throw signal.aborted && error === signal.reason ? abortedError(context, id, error) : error;
      }
    },
    watch,
    async wait(job, waitOptions = {}) {
      checkOptions(waitOptions, WAIT_OPTION_CHECKS);
      const { requireSuccess = false, ...watchOptions } = waitOptions;
      let end: JobStatus<Raw> | undefined;
      for await (const status of watch(job, watchOptions)) end = status;
      // A watch that returns has yielded the end.
      if (!end) throw new TypeError("the watch ended without a status");
      if (requireSuccess && end.state !== "succeeded") throw unsuccessfulError(end);
      return end;
    },
  };
}

function unsuccessfulError(end: JobStatus): JobStatusError {
  const { provider, id: jobId, native, message } = end;
  const problem = `the job ended ${end.state} (${JSON.stringify(native)})${message === undefined ? "" : `: ${message}`}`;
  return new JobStatusError("unsuccessful", problem, { provider, jobId, lastStatus: end });
}
