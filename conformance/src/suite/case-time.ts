import type { SuiteCase } from "./suite-case.ts";

/** When every case begins, in its own time. */
export const CASE_START_MS = Date.parse("2026-01-01T00:00:00Z");

/** Room for the client's own sleeps. */
const ROOM_MS = 120_000;

/**
 * How long a case takes, in its own milliseconds, as far as the case itself says: the moments and delays that it names,
 * and room for the client's own sleeps.
 */
export function lengthOf({ calls, steps, expected }: SuiteCase): number {
  const moments = [
    ...calls.flatMap(({ atMs = 0, timeoutMs = 0, abortAtMs = 0 }) => [atMs + timeoutMs, abortAtMs]),
    ...steps.map(({ untilMs = 0 }) => untilMs),
    ...expected.outcomes.map(({ atMs }) => atMs?.max ?? atMs?.min ?? 0),
  ].filter(Number.isFinite);
  const delays = steps.reduce((sum, { delayMs = 0, times = 1 }) => sum + delayMs * times, 0);
  const pauses = (expected.pauses ?? []).reduce((sum, { ms }) => sum + (ms.min ?? 0), 0);
  return Math.max(...moments, delays + pauses) + ROOM_MS;
}
