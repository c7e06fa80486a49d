import type { Clock } from "./clock.ts";

/** A moment on the clock that something waits for. */
export interface Timer {
  readonly atMs: number;
  /** Called once when the moment has come; undefined once that has happened, or the timer was cleared. */
  run: (() => void) | undefined;
}

/** Every moment that is waited for on one clock. One sleep serves them all, however many they are. */
export class TimerQueue {
  readonly #clock: Clock;
  /** The latest first, so that the next one is taken off the end. */
  #waiting: Timer[] = [];
  #cleared = 0;
  #sleep: { readonly atMs: number; readonly end: AbortController } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `run` at a moment; those of one moment in the order in which they were set. */
  set(atMs: number, run: () => void): Timer {
    const timer: Timer = { atMs, run };
    let low = 0;
    for (let high = this.#waiting.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#waiting[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, timer);
    this.#arm();
    return timer;
  }

  /** Forgets a timer. */
  clear(timer: Timer | undefined): void {
    if (!timer?.run) return;
    timer.run = undefined;
    this.#cleared += 1;
    // Waits that come and go leave their timers behind, until these are the greater part.
    if (this.#cleared * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.filter(({ run }) => run);
      this.#cleared = 0;
    }
    // A sleep that ends too early costs less than a new one for each request that was answered in time.
    if (this.#waiting.length === 0) this.#arm();
  }

  #arm(): void {
    const next = this.#waiting.at(-1);
    if (this.#sleep && next && this.#sleep.atMs <= next.atMs) return;
    this.#sleep?.end.abort();
    this.#sleep = undefined;
    if (!next || next.atMs === Infinity) return;
    const end = new AbortController();
    this.#sleep = { atMs: next.atMs, end };
    // A sleep that is ended rejects, and there is nothing more to do.
    this.#clock.sleep(Math.max(0, next.atMs - this.#clock.now()), end.signal).then(
      () => this.#ring(end),
      () => undefined,
    );
  }

  #ring(end: AbortController): void {
    if (this.#sleep?.end !== end) return;
    this.#sleep = undefined;
    const nowMs = this.#clock.now();
    for (let next = this.#waiting.at(-1); next && (next.atMs <= nowMs || !next.run); next = this.#waiting.at(-1)) {
      this.#waiting.pop();
      const { run } = next;
      next.run = undefined;
      if (run) run();
      else this.#cleared -= 1;
    }
    this.#arm();
  }
}

const timersOfClock = new WeakMap<Clock, TimerQueue>();

/** The timers of a clock; there is one set for each. */
export function timerQueueOf(clock: Clock): TimerQueue {
  const timers = timersOfClock.get(clock) ?? new TimerQueue(clock);
  timersOfClock.set(clock, timers);
  return timers;
}
