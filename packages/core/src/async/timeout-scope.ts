import type { TimerQueue } from "./timer-queue.ts";

/** A stretch of work with one signal for its end: the parent's abort, or the time that it may take. */
export interface TimeoutScope {
  /** Aborted when the parent is, or when the time is up. */
  readonly signal: AbortSignal;
  /** Says whether the time was up, and not the parent aborted. */
  isExpired(): boolean;
  /** Ends the scope. Neither a timer nor a listener stays behind. */
  close(): void;
}

/** Opens a scope of `ms` milliseconds inside `parent`. */
export function openTimeoutScope(timers: TimerQueue, parent: AbortSignal | undefined, ms: number): TimeoutScope {
  const controller = new AbortController();
  let expired = false;
  const timer = timers.set(parent?.aborted ? Infinity : timers.now() + ms, () => {
    expired = true;
    controller.abort();
  });
  const follow = () => {
    // Before the abort is heard: nothing may stay for a moment longer.
    timers.clear(timer);
    controller.abort(parent?.reason);
  };
  if (parent?.aborted) follow();
  parent?.addEventListener("abort", follow);
  return {
    signal: controller.signal,
    isExpired: () => expired,
    close() {
      parent?.removeEventListener("abort", follow);
      timers.clear(timer);
    },
  };
}
