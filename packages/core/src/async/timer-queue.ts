import { type Clock, isDateFake, wallNow } from "./clock.ts";
import { pushTimer, removeTimer } from "./timer-heap.ts";
import type { Timer } from "./timer.ts";

/** A sleep, and when it began. */
interface Sleep {
  readonly atMs: number;
  readonly fromMs: number;
  readonly fromWallMs: number;
  readonly end: AbortController;
  readonly setTimeout: unknown;
}

/**
 * All timers of one clock. One sleep serves them all, however many there are.
 *
 * Its time never goes backwards, and follows the sleeps if the clock does not: with the fake timers of a test framework that
 * leave `performance` alone, a sleep ends while the clock stands still.
 */
export class TimerQueue {
  readonly #clock: Clock;
  #clockMs: number;
  #nowMs: number;
  readonly #heap: Timer[] = [];
  #count = 0;
  #sleep: Sleep | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#clockMs = clock.now();
    this.#nowMs = this.#clockMs;
  }

  /** The time in milliseconds. */
  now(): number {
    const clockMs = this.#clock.now();
    if (clockMs > this.#clockMs) this.#nowMs += clockMs - this.#clockMs;
    this.#clockMs = clockMs;
    return this.#nowMs;
  }

  /**
   * Sets a timer to a moment. It does not run before this call has returned, and timers of one moment run in the order in which they
   * were set to it.
   */
  set(timer: Timer, atMs: number): void {
    if (timer.heapIndex >= 0 && timer.dueMs === atMs) return;
    removeTimer(this.#heap, timer);
    timer.dueMs = atMs;
    timer.dueOrder = this.#count += 1;
    if (atMs < Infinity) pushTimer(this.#heap, timer);
    this.#arm();
  }

  /** Sets a timer to a moment, or runs it at once if the moment has come. */
  setOrRun(timer: Timer, atMs: number): void {
    if (atMs > this.now()) {
      this.set(timer, atMs);
      return;
    }
    this.clear(timer);
    timer.onTimer();
  }

  /** Takes a timer back, if it is set. */
  clear(timer: Timer): void {
    removeTimer(this.#heap, timer);
    // A sleep that ends too early costs less than a new one for each request whose response came in time.
    if (this.#heap.length === 0) this.#arm();
  }

  #arm(): void {
    const next = this.#heap[0];
    if (this.#sleep) {
      // A test may have exchanged the timers: then the sleep that was begun with the old ones never ends.
      if (next && this.#sleep.atMs <= next.dueMs && this.#sleep.setTimeout === globalThis.setTimeout) return;
      // With a reason, since the default one is a `DOMException` with a stack: 7 % of the CPU of a poll.
      this.#sleep.end.abort("an earlier timer was set");
      this.#sleep = undefined;
    }
    if (!next) return;
    const [fromMs, fromWallMs] = [this.now(), wallNow(this.#clock)];
    const { setTimeout } = globalThis;
    const sleep: Sleep = { atMs: next.dueMs, fromMs, fromWallMs, end: new AbortController(), setTimeout };
    this.#sleep = sleep;
    // A sleep that was ended rejects, and nothing is left to do.
    this.#clock.sleep(Math.max(0, next.dueMs - fromMs), sleep.end.signal).then(
      () => this.#sleep === sleep && this.#ring(sleep),
      () => undefined,
    );
  }

  #ring({ atMs, fromMs, fromWallMs }: Sleep): void {
    this.#sleep = undefined;
    // A timer may fire a little early. But a clock that has not come half the way does not follow the timers: then they, and the
    // wall time, which test frameworks move along with them, say how late it is. A fake `Date` says that they are a test's too.
    if (isDateFake() || (this.now() - fromMs) * 2 < atMs - fromMs) {
      this.#nowMs = Math.max(this.now(), atMs, fromMs + wallNow(this.#clock) - fromWallMs);
    }
    const nowMs = this.#nowMs;
    for (let next = this.#heap[0]; next && next.dueMs <= nowMs; next = this.#heap[0]) {
      removeTimer(this.#heap, next);
      next.onTimer();
    }
    this.#arm();
  }
}
