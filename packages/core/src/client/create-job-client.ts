import { checkOptions, invalidOption, isText } from "./check-options.ts";
import type { ClientContext } from "./client-context.ts";
import { CLIENT_OPTION_CHECKS, type ClientOptions } from "./client-options.ts";
import { systemClock } from "../wait/clock.ts";
import type { Contract } from "../contract/contract.ts";
import { fetchWithIdentity } from "../request/fetch-with-identity.ts";
import { type JobId, jobIdFrom } from "../request/job-request.ts";
import type { JobClient } from "./job-client.ts";
import type { JobEvent } from "./job-event.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { originFromOptions } from "../request/origin.ts";
import { STATUS_OPTION_CHECKS, WAIT_OPTION_CHECKS, WATCH_OPTION_CHECKS } from "./wait-options.ts";
import { askOnce } from "../wait/ask-once.ts";
import { Lanes } from "../wait/lanes.ts";
import { type Job, readResumeToken, type ResumeToken } from "../wait/resume-token.ts";
import { JobWatch } from "../wait/watch-job.ts";
import { clientKey } from "./client-key.ts";

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
): JobClient<Raw> {
  const { provider, operation } = contract;
  const variableChecks = Object.fromEntries(
    [...Object.keys(contract.variables), "baseUrl"].map((name) => [name, isText]),
  );
  checkOptions(options, { ...variableChecks, ...CLIENT_OPTION_CHECKS });
  if (options.credentials === undefined) throw invalidOption("credentials", "given");
  const { clock = systemClock, random = Math.random } = options;
  const context: ClientContext = {
    contract,
    origin: originFromOptions(contract, { ...options }),
    options,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock,
    random,
    lanes: new Lanes(MOST_REQUESTS),
    key: clientKey(options),
    emit: (event) => emit(options.onEvent, event),
    error: (code, problem, details) => new JobStatusError(code, problem, { provider, operation, ...details }),
  };

  const jobFrom = (job: JobId | ResumeToken): Job => {
    const token = readResumeToken(context, job);
    return { id: jobIdFrom(context, token?.id ?? (job as JobId)), token };
  };

  const watch: JobClient<Raw>["watch"] = (job, watchOptions = {}) => {
    checkOptions(watchOptions, WATCH_OPTION_CHECKS);
    return new JobWatch<Raw>(context, jobFrom(job), watchOptions);
  };

  return {
    baseUrl: context.origin.baseUrl,
    fetch: (request) => fetchWithIdentity(context, request),
    async status(job, statusOptions = {}) {
      checkOptions(statusOptions, STATUS_OPTION_CHECKS);
      return askOnce<Raw>(context, jobFrom(job), statusOptions.signal);
    },
    watch,
    async wait(job, waitOptions = {}) {
      checkOptions(waitOptions, WAIT_OPTION_CHECKS);
      const { requireSuccess = false, ...watchOptions } = waitOptions;
      let end: JobStatus<Raw> | undefined;
      for await (const status of watch(job, watchOptions)) end = status;
      // A watch ends by an error, or after it has yielded a status.
      if (!end) throw new TypeError("the watch ended without a status");
      if (!requireSuccess || end.state === "succeeded") return end;
      const problem = `the job ended ${end.state} (${JSON.stringify(end.native)})${end.message ? `: ${end.message}` : ""}`;
      throw context.error("unsuccessful", problem, { jobId: end.id, lastStatus: end });
    },
  };
}

/** A listener that throws must not break anyone's wait. */
function emit(onEvent: ClientOptions<unknown>["onEvent"], event: JobEvent): void {
  try {
    onEvent?.(event);
  } catch (error) {
    console.error("jobstatus: onEvent threw", error);
  }
}

/** How many requests of one client are under way at once. */
const MOST_REQUESTS = 100;
