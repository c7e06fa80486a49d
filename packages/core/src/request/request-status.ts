import type { TimeoutScope } from "../async/timeout-scope.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { NextPlace } from "../context/client-parts.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ExchangeRecord } from "./exchange.ts";
import { type JobRequest, jobRequestKey } from "./job-request.ts";
import { sendPollRequest } from "./poll-request.ts";
import { readChange } from "./read-status.ts";

/** A request for the status of one job. */
export interface StatusRequest<Raw = unknown> {
  readonly id: string;
  readonly request: JobRequest;
  /** Ends the request at once. */
  readonly scope: TimeoutScope;
  /** What is known of the job: one that was seen, here or where a token comes from, is `gone` if it is not found. */
  readonly state: NextPlace & { readonly lastStatus: JobStatus<Raw> | undefined; readonly polls: number };
  /** Gets what becomes of the request. */
  readonly record: ExchangeRecord;
}

/**
 * Requests the status of a job, as soon as the provider's limits allow it.
 *
 * @throws JobStatusError - The status can't be determined. The signal's own reason, if it was aborted.
 */
export function requestStatus<Raw>(context: ClientContext, input: StatusRequest<Raw>): Promise<JobStatus<Raw>> {
  const { id, scope, state, record } = input;
  const { lastStatus } = state;
  const { contract, jobRateLimit, parts } = context;
  const request = parts.nextUrls?.redirect(context, input.request, state) ?? input.request;
  return sendPollRequest(
    context,
    {
      ids: [id],
      request,
      // The specification's type, for the caller; the reader relies on nothing of it.
      read(body, head) {
        const status = readChange(context, id, body as Raw, head, lastStatus);
        parts.nextUrls?.follow(context, request.url, state, status, head);
        return status;
      },
      tellsStatus: (httpStatus) => parts.statusRules?.isNamed(contract.job.status, httpStatus) ?? false,
      subject: { jobId: id, lastStatus },
      wasSeen: state.polls > 0,
      scope,
      record,
    },
    jobRateLimit && ((send) => jobRateLimit.run({ key: jobRequestKey(input.request, id), signal: scope.signal }, send)),
  );
}
