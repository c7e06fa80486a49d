import type { Clock } from "@jobstatus/core";

/** A clock on which time passes `timeFactor` times as fast as it does, from `startMs` on. */
export function createScaledClock(startMs: number, timeFactor: number): Clock {
  const startedAtMs = performance.now();
  return {
    now: () => startMs + (performance.now() - startedAtMs) * timeFactor,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        const stop = () => {
          clearTimeout(timer);
          reject(signal.reason);
        };
        // A timer takes no more than this, and no case is as long.
        const timer = setTimeout(
          () => {
            signal.removeEventListener("abort", stop);
            resolve();
          },
          Math.min(2 ** 31 - 1, Math.max(0, ms) / timeFactor),
        );
        signal.addEventListener("abort", stop, { once: true });
      }),
  };
}
