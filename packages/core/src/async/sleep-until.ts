import type { TimerQueue } from "./timer-queue.ts";

/** Sleeps until a moment of a timer queue; rejects with the signal's reason at once if it is aborted, and leaves nothing. */
export function sleepUntil(timers: TimerQueue, atMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = timers.set(signal.aborted ? Infinity : atMs, () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    const abort = () => {
      timers.clear(timer);
      signal.removeEventListener("abort", abort);
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
}
