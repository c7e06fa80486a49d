import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { type ExchangeInput, exchange } from "./exchange.ts";
import { withRenewal } from "./with-renewal.ts";

/** A request for the status of one job or of several. */
export interface PollRequest<T> extends ExchangeInput<T> {
  /** The jobs that it is about. */
  readonly ids: readonly string[];
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
  limit: (send: () => Promise<T>) => Promise<T> = (send) => send(),
): Promise<T> {
  const { engine, gate, semaphore } = context;
  const { signal } = request.scope;
  const send = async () => {
    // Last, so that a refusal reaches all that wait to be sent.
    const admission = gate.admit(engine.timers, signal);
    if (admission) await admission;
    return observedExchange(context, request);
  };
  return withRenewal(context, () => limit(() => semaphore.run(signal, send)));
}

async function observedExchange<T>(context: ClientContext, request: PollRequest<T>): Promise<T> {
  const { engine, gate, emit } = context;
  const { ids } = request;
  let sentMs: number | undefined;
  const tell = (error?: JobStatusError) => {
    if (!emit || sentMs === undefined) return;
    const durationMs = engine.timers.now() - sentMs;
    emit({ type: "response", ids, durationMs, ...(error && { error }) });
  };
  try {
    const result = await exchange(context, {
      ...request,
      onRequest() {
        sentMs = engine.timers.now();
        emit?.({ type: "request", ids });
        request.onRequest?.();
      },
    });
    gate.onResponse();
    tell();
    return result;
  } catch (cause) {
    const error =
      cause instanceof JobStatusError ? cause : context.error("aborted", "the request was aborted", { cause });
    if (error.code === "rate-limited" && error.retryAfterMs !== undefined && sentMs !== undefined) {
      gate.onRefusal(engine.timers.now(), sentMs, error.retryAfterMs);
    }
    tell(error);
    throw cause;
  }
}
