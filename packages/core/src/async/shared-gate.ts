import type { RequestGate } from "./account-gate.ts";

/**
 * Keeps the limit of an account that several processes poll with. It decides when a request may be sent; by default each process keeps
 * to the limit by itself.
 */
export interface Gate {
  /**
   * Admits a request: returns undefined if it may be sent now, or a promise that resolves as soon as it may.
   *
   * @param signal - Ends the wait at once: the promise must then reject with the signal's reason.
   */
  admit(signal: AbortSignal): Promise<void> | undefined;
  /** Notes that the provider wants no request for so many milliseconds: it has refused one, or says that none is left. */
  hold(ms: number): void;
}

/** A caller's gate in the form in which requests use it. */
export function sharedGate(gate: Gate): RequestGate {
  return {
    // Async, as a gate that throws must reject: then the next that waits for a slot is not called by the last.
    admit: async (_timers, signal) => gate.admit(signal),
    onResponse: () => undefined,
    onRefusal: (_nowMs, _sentMs, retryAfterMs) => gate.hold(retryAfterMs),
  };
}
