import { readJobStatus } from "../answer/read-job-status.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { JobStatus } from "../model/job-status.ts";
import { takeTurn } from "../async/turn.ts";
import { exchange } from "./exchange.ts";
import { createJobRequest, turnKey } from "./job-request.ts";
import { withRenewal } from "./with-renewal.ts";

/** A question about one job. */
export interface Question {
  readonly id: string;
  /** Ends the question at once. */
  readonly signal: AbortSignal;
  /** The last status that was seen. */
  readonly lastStatus?: JobStatus | undefined;
  /** Whether the job was ever seen, here or where a token comes from: if it is not found then, it is `gone`. */
  readonly wasSeen?: boolean;
  /** Called when the request is sent, and not before its turn. */
  readonly onSend?: () => void;
  /** Called where an answer says for how long the provider does not want to be asked again, in milliseconds. */
  readonly onHint?: (ms: number) => void;
}

/**
 * Asks once for the status of a job, when its turn comes.
 *
 * @throws JobStatusError - The status could not be learned. The signal's own reason, where it was aborted.
 */
export async function ask<Raw>(context: ClientContext, question: Question): Promise<JobStatus<Raw>> {
  const { id, signal, lastStatus, wasSeen, onSend, onHint } = question;
  signal.throwIfAborted();
  const { clock, contract, origin, options } = context;
  const intervalMs = contract.jobIntervalMs;
  const send = () =>
    exchange(context, {
      request: createJobRequest(contract, origin, id, options.format),
      // The specification's type, for the caller; the reader relies on nothing of it.
      read: (body) => readJobStatus(contract, id, body as Raw),
      subject: { jobId: id, lastStatus },
      wasSeen,
      signal,
      onSend,
      onHint,
    });
  const request = () => context.lanes.run(signal, send);
  const turn = () =>
    intervalMs === undefined ? request() : takeTurn({ clock, key: turnKey(context, id), intervalMs, signal }, request);
  return withRenewal(context, turn);
}
