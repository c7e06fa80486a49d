import { throwIfAborted } from "../async/throw-if-aborted.ts";
import type { TimeoutScope } from "../async/timeout-scope.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobRequest } from "./job-request.ts";
import { sendPollRequest } from "./poll-request.ts";
import { readStatus } from "./read-status.ts";

/** A request for the status of one job. */
export interface StatusRequest {
  readonly id: string;
  readonly request: JobRequest;
  /** Names the job for the provider's limit for each job. */
  readonly limitKey: string;
  /** Ends the request at once. */
  readonly scope: TimeoutScope;
  /** The last status that was seen. */
  readonly lastStatus?: JobStatus | undefined;
  /** Whether the job was ever seen, here or where a token comes from: if it is not found then, it is `gone`. */
  readonly wasSeen?: boolean;
  /** Called when the request is sent, and not before the limits allow it. */
  readonly onRequest?: () => void;
  /** Called if a response says for how long the provider does not want to be polled again, in milliseconds. */
  readonly onRateLimit?: (ms: number) => void;
}

/**
 * Requests the status of a job, as soon as the provider's limits allow it.
 *
 * @throws JobStatusError - The status can't be determined. The signal's own reason, if it was aborted.
 */
export async function requestStatus<Raw>(context: ClientContext, input: StatusRequest): Promise<JobStatus<Raw>> {
  const { id, request, limitKey, scope, lastStatus, wasSeen, onRequest, onRateLimit } = input;
  const { signal } = scope;
  throwIfAborted(signal);
  const { contract, engine, parts } = context;
  const intervalMs = contract.minPollIntervalMs;
  return sendPollRequest(
    context,
    {
      ids: [id],
      request,
      // The specification's type, for the caller; the reader relies on nothing of it.
      read: (body, head) => readStatus(context, id, body as Raw, head),
      tellsStatus: (httpStatus) => parts.statusRules?.isNamed(contract.job.status, httpStatus) ?? false,
      subject: { jobId: id, lastStatus },
      wasSeen,
      scope,
      onRequest,
      onRateLimit,
    },
    intervalMs === undefined
      ? undefined
      : (send) => engine.jobRateLimit.run({ key: limitKey, intervalMs, signal }, send),
  );
}
