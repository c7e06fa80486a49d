/** Room for the last look before the deadline: twice the slowest answer so far, within these bounds. */
const LEAST_ROOM_MS = 100;
const MOST_ROOM_MS = 5_000;

/** What the next request's moment depends on; moments are milliseconds on the clock. */
export interface WakeInput {
  readonly nowMs: number;
  /** How long the schedule wants to sleep. */
  readonly delayMs: number;
  /** The moment before which the provider does not want to be asked. */
  readonly notBeforeMs: number;
  readonly deadlineAtMs: number;
  /** How long the slowest answer so far took. */
  readonly slowestMs: number;
}

/**
 * The moment of the next request, or undefined where none fits before the deadline. What the schedule would put too close to
 * the deadline, or past it, becomes the last look: as late as possible, but early enough for its answer to arrive.
 */
export function wakeTimeMs({ nowMs, delayMs, notBeforeMs, deadlineAtMs, slowestMs }: WakeInput): number | undefined {
  const lastLookMs = deadlineAtMs - Math.min(MOST_ROOM_MS, Math.max(LEAST_ROOM_MS, 2 * slowestMs));
  const wishedMs = Math.max(nowMs + delayMs, notBeforeMs);
  if (wishedMs <= lastLookMs) return wishedMs;
  return lastLookMs > nowMs && lastLookMs >= notBeforeMs ? lastLookMs : undefined;
}
