import { abortable } from "./abortable.ts";

/** A source of time. Pass one in to run waits in virtual time, or to let a workflow engine do the sleeping. */
export interface Clock {
  /** The time in milliseconds. Only differences count, so it may start anywhere, but it must not go backwards. */
  now(): number;
  /**
   * Sleeps.
   *
   * @param ms - How long, in milliseconds; `Infinity` sleeps until the signal is aborted.
   * @param signal - Ends the sleep at once: the promise then rejects, and no timer stays behind.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * The wall time, in milliseconds since 1970-01-01T00:00:00Z: for moments that leave the process, such as those of a resume
   * token, and for those that come from outside, such as the end of a cookie. Default: `now()`.
   */
  wallNow?(): number;
}

/** What this module was loaded with: the runtime's own, unless a test had put fakes in their place before. */
const { Date: initialDate, setTimeout: initialSetTimeout } = globalThis;

/** Says whether a test has put a fake in the place of `Date`. */
export function isDateFake(): boolean {
  return globalThis.Date !== initialDate;
}

/** The longest delay that a timer takes; a longer one fires at once (HTML Standard, timers). */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Real time. `now` is monotonic, so it does not jump when the machine's clock is set; it stands still while the machine is
 * suspended, and `wallNow` does not. In whole milliseconds, as timers are: sums of fractions miss a timer's moment by a trace.
 */
export const systemClock: Clock = {
  now: () => Math.floor(performance.now()),
  wallNow: () => Date.now(),
  async sleep(ms, signal) {
    // A test may exchange the timers meanwhile: one kind cannot clear the other's.
    const { setTimeout, clearTimeout } = globalThis;
    const clear = (timer: ReturnType<typeof setTimeout> | undefined) => {
      // A fake timer that is gone needs no clearing, and the fake timers of node:test would be broken by it.
      if (setTimeout === globalThis.setTimeout || setTimeout === initialSetTimeout) clearTimeout(timer);
    };
    let remainingMs = ms;
    do {
      const timerMs = Math.min(remainingMs, MAX_TIMER_MS);
      remainingMs -= timerMs;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const elapsed = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timerMs);
      });
      await abortable(elapsed, signal).finally(() => clear(timer));
    } while (remainingMs > 0);
  },
};

/** The wall time of a clock, in milliseconds since 1970. */
export function wallNow(clock: Clock): number {
  return clock.wallNow?.() ?? clock.now();
}
