import type { Clock } from "../clock.ts";

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** Moves the clock on. */
  advance(byMs: number): void;
}

/** Creates a clock that shows the given moment, RFC 3339. */
export function createTestClock(start: string): TestClock {
  let nowMs = Date.parse(start);
  return {
    now: () => nowMs,
    advance(byMs) {
      nowMs += byMs;
    },
  };
}
