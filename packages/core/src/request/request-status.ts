import { throwIfAborted } from "../async/throw-if-aborted.ts";
import { readJobStatus } from "../response/read-job-status.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { JobStatus } from "../model/job-status.ts";
import { runRateLimited } from "../async/job-rate-limit.ts";
import { exchange } from "./exchange.ts";
import { createJobRequest, limitKey } from "./job-request.ts";
import { withRenewal } from "./with-renewal.ts";

/** A question about one job. */
export interface StatusRequest {
  readonly id: string;
  /** Ends the question at once. */
  readonly signal: AbortSignal;
  /** The last status that was seen. */
  readonly lastStatus?: JobStatus | undefined;
  /** Whether the job was ever seen, here or where a token comes from: if it is not found then, it is `gone`. */
  readonly wasSeen?: boolean;
  /** Called when the request is sent, and not before its turn. */
  readonly onRequest?: () => void;
  /** Called where a response says for how long the provider does not want to be asked again, in milliseconds. */
  readonly onRateLimit?: (ms: number) => void;
}

/**
 * Asks once for the status of a job, when its turn comes.
 *
 * @throws JobStatusError - The status could not be learned. The signal's own reason, where it was aborted.
 */
export async function requestStatus<Raw>(context: ClientContext, question: StatusRequest): Promise<JobStatus<Raw>> {
  const { id, signal, lastStatus, wasSeen, onRequest, onRateLimit } = question;
  throwIfAborted(signal);
  const { clock, contract, server, options } = context;
  const intervalMs = contract.minPollIntervalMs;
  const send = () =>
    exchange(context, {
      request: createJobRequest(contract, server, id, options.format),
      // The specification's type, for the caller; the reader relies on nothing of it.
      read: (body) => readJobStatus(contract, id, body as Raw),
      subject: { jobId: id, lastStatus },
      wasSeen,
      signal,
      onRequest,
      onRateLimit,
    });
  const request = () => context.semaphore.run(signal, send);
  const turn = () =>
    intervalMs === undefined
      ? request()
      : runRateLimited({ clock, key: limitKey(context, id), intervalMs, signal }, request);
  return withRenewal(context, turn);
}
