import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { type ExchangeInput, type ExchangeRecord, exchange } from "./exchange.ts";
import { withRenewal } from "./with-renewal.ts";

/** A request for the status of one job or of several. */
export interface PollRequest<T> extends ExchangeInput<T> {
  readonly ids: readonly string[];
  readonly record: ExchangeRecord;
}

/**
 * Sends a request for a status within the account's limit and the client's, and tells the listener of it.
 *
 * @param limit - Holds the request until the job's limit allows it.
 * @throws JobStatusError - The status can't be determined. The signal's own reason, if it was aborted.
 */
export function sendPollRequest<T>(
  context: ClientContext,
  request: PollRequest<T>,
  limit?: (send: () => Promise<T>) => Promise<T>,
): Promise<T> {
  const send = () => admittedExchange(context, request);
  return withRenewal(context, limit ? () => limit(send) : send);
}

async function admittedExchange<T>(context: ClientContext, request: PollRequest<T>): Promise<T> {
  const { gate, semaphore } = context;
  const { record, scope } = request;
  const slot = semaphore.acquire(scope);
  if (slot) await slot;
  try {
    record.sentMs = undefined;
    // Last, so that a refusal reaches all that wait to be sent.
    const admission = gate.admit(context.engine.timers, scope.signal);
    if (admission) await admission;
    const result = await exchange(context, request);
    noteEnd(context, request);
    return result;
  } catch (cause) {
    const isKnown = cause instanceof JobStatusError;
    noteEnd(context, request, isKnown ? cause : context.error("aborted", "the request was aborted", { cause }));
    throw cause;
  } finally {
    semaphore.release();
  }
}

/** Tells the account's gate, and the listener if the request was sent, that a request is over. */
function noteEnd(
  { engine, gate, emit }: ClientContext,
  { ids, record: { sentMs } }: PollRequest<unknown>,
  error?: JobStatusError,
): void {
  const nowMs = engine.timers.now();
  if (!error) gate.onResponse();
  if (sentMs === undefined) return;
  if (error?.code === "rate-limited" && error.retryAfterMs !== undefined) {
    gate.onRefusal(nowMs, sentMs, error.retryAfterMs);
  }
  emit?.({ type: "response", ids, durationMs: nowMs - sentMs, ...(error && { error }) });
}
