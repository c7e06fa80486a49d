/** Room for the final poll before the timeout: twice the slowest response so far, within these bounds. */
const MIN_MARGIN_MS = 100;
const MAX_MARGIN_MS = 5_000;

/** What the next request's moment depends on; moments are milliseconds on the clock. */
export interface NextPollInput {
  readonly nowMs: number;
  /** How long the schedule wants to sleep. */
  readonly delayMs: number;
  /** The moment before which the provider must not be polled. */
  readonly notBeforeMs: number;
  readonly timeoutAtMs: number;
  /** How long the slowest response so far took. */
  readonly maxLatencyMs: number;
}

/** The moment of the last request before a timeout: as late as possible, but early enough for its response to arrive. */
export function finalPollTimeMs(timeoutAtMs: number, maxLatencyMs: number): number {
  return timeoutAtMs - Math.min(MAX_MARGIN_MS, Math.max(MIN_MARGIN_MS, 2 * maxLatencyMs));
}

/**
 * The moment of the next request, or undefined if none fits before the timeout. What the schedule would put too close to
 * the timeout, or past it, becomes the final poll: as late as possible, but early enough for its response to arrive.
 */
export function nextPollTimeMs({
  nowMs,
  delayMs,
  notBeforeMs,
  timeoutAtMs,
  maxLatencyMs,
}: NextPollInput): number | undefined {
  const finalPollMs = finalPollTimeMs(timeoutAtMs, maxLatencyMs);
  const plannedMs = Math.max(nowMs + delayMs, notBeforeMs);
  if (plannedMs <= finalPollMs) return plannedMs;
  return finalPollMs > nowMs && finalPollMs >= notBeforeMs ? finalPollMs : undefined;
}
