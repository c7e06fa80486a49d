import { type Clock, isDateFake, wallNow } from "./clock.ts";
import { type Timer, type TimerTarget, popTimer, pushTimer } from "./timer-heap.ts";

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
  #heap: Timer[] = [];
  #count = 0;
  #cleared = 0;
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

  /** Runs a function at a moment, but not before this call has returned; timers of one moment run in the order of their calls. */
  set(atMs: number, run: (() => void) | TimerTarget): Timer {
    const timer: Timer = { atMs, order: (this.#count += 1), run };
    if (atMs < Infinity) {
      pushTimer(this.#heap, timer);
      this.#arm();
    }
    return timer;
  }

  /** Removes a timer. */
  clear(timer: Timer | undefined): void {
    if (!timer?.run) return;
    timer.run = undefined;
    if (timer.atMs === Infinity) return;
    this.#cleared += 1;
    // Waits that come and go leave their timers behind, until these are the greater part.
    if (this.#cleared * 2 > this.#heap.length) {
      const left = this.#heap.filter(({ run }) => run);
      this.#heap = [];
      for (const one of left) pushTimer(this.#heap, one);
      this.#cleared = 0;
    }
    // A sleep that ends too early costs less than a new one for each request whose response came in time.
    if (this.#heap.length === 0) this.#arm();
  }

  #arm(): void {
    const next = this.#heap[0];
    if (this.#sleep) {
      // A test may have exchanged the timers: then the sleep that was begun with the old ones never ends.
      if (next && this.#sleep.atMs <= next.atMs && this.#sleep.setTimeout === globalThis.setTimeout) return;
      // With a reason, since the default one is a `DOMException` with a stack: 7 % of the CPU of a poll.
      this.#sleep.end.abort("an earlier timer was set");
      this.#sleep = undefined;
    }
    if (!next) return;
    const [fromMs, fromWallMs] = [this.now(), wallNow(this.#clock)];
    const { setTimeout } = globalThis;
    const sleep: Sleep = { atMs: next.atMs, fromMs, fromWallMs, end: new AbortController(), setTimeout };
    this.#sleep = sleep;
    // A sleep that was ended rejects, and nothing is left to do.
    this.#clock.sleep(Math.max(0, next.atMs - fromMs), sleep.end.signal).then(
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
    for (let next = this.#heap[0]; next && (next.atMs <= nowMs || !next.run); next = this.#heap[0]) {
      popTimer(this.#heap);
      const { run } = next;
      next.run = undefined;
      if (typeof run === "function") run();
      else if (run) run.onTimer();
      else this.#cleared -= 1;
    }
    this.#arm();
  }
}
