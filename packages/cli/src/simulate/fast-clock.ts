/** Makes a clock that starts now and runs so many times as fast as time does. */
export function createFastClock(speed: number, realNow: () => number = Date.now): { now: () => number } {
  const startedAtMs = realNow();
  return { now: () => startedAtMs + (realNow() - startedAtMs) * speed };
}
