/** Creates a clock that starts now and runs a number of times faster than real time. */
export function createFastClock(speed: number, realNow: () => number = Date.now): { now: () => number } {
  const startedAtMs = realNow();
  return { now: () => startedAtMs + (realNow() - startedAtMs) * speed };
}
