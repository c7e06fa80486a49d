import { onAbort } from "./on-abort.ts";
import type { TimerQueue } from "./timer-queue.ts";
import { Timer } from "./timer.ts";

/** A stretch of work with one signal for its end: an abort, its parent's abort, or the time that it may take. */
export class TimeoutScope extends Timer {
  /** Whether the time was up before an abort. */
  isExpired = false;
  readonly #timers: TimerQueue;
  /** Made when it is used: thousands of polls may wait for their turn to be sent, and be told of an end by {@link run} alone. */
  #controller: AbortController | undefined;
  /** Takes back the listener of the parent's signal. */
  readonly #unfollow: (() => void) | undefined;
  #reject: ((reason: unknown) => void) | undefined;

  constructor(timers: TimerQueue, parent?: AbortSignal) {
    super();
    this.#timers = timers;
    this.#unfollow = onAbort(parent, ({ reason }) => this.abort(reason));
  }

  /** Aborted when the scope ends before its work is done. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** Lets the scope end in `ms` milliseconds. */
  expireIn(ms: number): void {
    if (!this.#controller?.signal.aborted) this.#timers.set(this, this.#timers.now() + ms);
  }

  /** Ends the scope, since its time is up. */
  onTimer(): void {
    this.isExpired = true;
    this.abort();
  }

  /** Ends the scope at once. */
  abort(reason?: unknown): void {
    // Before the abort is heard: nothing may stay for a moment longer.
    this.close();
    const { signal } = this;
    this.#controller?.abort(reason);
    this.#reject?.(signal.reason);
  }

  /**
   * Waits for work of the scope, but no longer than until the scope has ended; then it rejects with the signal's reason. One
   * work at a time. It adds no listener to the signal: that would take as long as all else here.
   */
  run<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (this.#controller?.signal.aborted) reject(this.signal.reason as Error);
      work.then(resolve, reject);
    });
  }

  /** Ends the scope when its work is done. Neither a timer nor a listener stays behind. */
  close(): void {
    this.#unfollow?.();
    this.#timers.clear(this);
  }
}

/** Opens a scope of `ms` milliseconds inside `parent`. */
export function openTimeoutScope(timers: TimerQueue, parent: AbortSignal | undefined, ms: number): TimeoutScope {
  const scope = new TimeoutScope(timers, parent);
  scope.expireIn(ms);
  return scope;
}
