import type { Clock } from "./clock.ts";
import { timerQueueOf } from "./timer-queue.ts";

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
export function openTimeoutScope(clock: Clock, parent: AbortSignal | undefined, ms: number): TimeoutScope {
  const scope = new AbortController();
  let expired = false;
  const timers = timerQueueOf(clock);
  let timer: ReturnType<typeof timers.set> | undefined;
  const follow = () => {
    // Before the abort is heard, and not when the work has come to its end: nothing is to stay for a moment longer.
    timers.clear(timer);
    scope.abort(parent?.reason);
  };
  const expire = () => {
    expired = !scope.signal.aborted;
    scope.abort();
  };
  if (parent?.aborted) follow();
  parent?.addEventListener("abort", follow);
  if (!scope.signal.aborted) timer = timers.set(clock.now() + ms, expire);
  return {
    signal: scope.signal,
    isExpired: () => expired,
    close() {
      parent?.removeEventListener("abort", follow);
      timers.clear(timer);
    },
  };
}
