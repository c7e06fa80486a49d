import type { ClientContext } from "../context/client-context.ts";

/**
 * Tells the gate of the account if a response says that no request is left: that is the refusal of the next request. The build for browsers
 * has `note-remaining.browser.ts` in its place.
 */
export function noteRemaining(
  { contract: { remainingRequests }, gate, engine }: Pick<ClientContext, "contract" | "gate" | "engine">,
  headers: Headers,
): void {
  if (!remainingRequests || headers.get(remainingRequests.header) !== "0") return;
  const resetMs = Number(headers.get(remainingRequests.resetHeader)) * 1_000;
  const nowMs = engine.timers.now();
  if (resetMs > 0) gate.onRefusal(nowMs, nowMs, Math.min(resetMs, remainingRequests.intervalMs));
}
