import { FunctionTimer } from "./function-timer.ts";
import type { TimerQueue } from "./timer-queue.ts";

/**
 * Attempts something now, and then in timers, so that what has waited longest goes first. If the signal is aborted it rejects with the
 * signal's reason at once, and leaves nothing.
 *
 * @param attempt - Returns the moment of the next attempt, or undefined if it has succeeded.
 */
export function retryInTimers(
  timers: TimerQueue,
  signal: AbortSignal,
  attempt: () => number | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = new FunctionTimer(() => {
      const nextMs = attempt();
      if (nextMs !== undefined) {
        timers.set(timer, nextMs);
        return;
      }
      signal.removeEventListener("abort", abort);
      resolve();
    });
    const abort = () => {
      timers.clear(timer);
      signal.removeEventListener("abort", abort);
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener("abort", abort);
    timer.onTimer();
  });
}
