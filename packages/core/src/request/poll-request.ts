import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { type ExchangeInput, type ExchangeRecord, exchange } from "./exchange.ts";
import { withRenewal } from "./with-renewal.ts";

/** A request for the status of one job or of several. */
export interface PollRequest<T> extends ExchangeInput<T> {
  /** The jobs that it is about. */
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
  const { engine, gate, emit, semaphore } = context;
  const { ids, record, scope } = request;
  const slot = semaphore.acquire(scope);
  if (slot) await slot;
  const tell = (error?: JobStatusError) => {
    if (!emit || record.sentMs === undefined) return;
    const durationMs = engine.timers.now() - record.sentMs;
    emit({ type: "response", ids, durationMs, ...(error && { error }) });
  };
  try {
    record.sentMs = undefined;
    // Last, so that a refusal reaches all that wait to be sent.
    const admission = gate.admit(engine.timers, scope.signal);
    if (admission) await admission;
    const onRequest = emit && (() => emit({ type: "request", ids }));
    const result = await exchange(context, onRequest ? { ...request, onRequest } : request);
    gate.onResponse();
    if (emit) tell();
    return result;
  } catch (cause) {
    const { sentMs } = record;
    const error =
      cause instanceof JobStatusError ? cause : context.error("aborted", "the request was aborted", { cause });
    if (error.code === "rate-limited" && error.retryAfterMs !== undefined && sentMs !== undefined) {
      gate.onRefusal(engine.timers.now(), sentMs, error.retryAfterMs);
    }
    tell(error);
    throw cause;
  } finally {
    semaphore.release();
  }
}
