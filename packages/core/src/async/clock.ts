import { abortable } from "./abortable.ts";

/** Where time comes from. Pass one in to run waits in virtual time, or to let a workflow engine own the sleeping. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. It must not go backwards. */
  now(): number;
  /**
   * Sleeps.
   *
   * @param ms - How long, in milliseconds; `Infinity` sleeps until the signal is aborted.
   * @param signal - Ends the sleep at once when it is aborted: the promise then rejects, and no timer stays behind.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The longest delay that a timer takes; a longer one fires at once (HTML Standard, timers). */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Real time. It does not jump when somebody sets the machine's clock, so a provider's limit holds all the same. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  async sleep(ms, signal) {
    let restMs = ms;
    do {
      const timerMs = Math.min(restMs, MAX_TIMER_MS);
      restMs -= timerMs;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const rung = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timerMs);
      });
      await abortable(rung, signal).finally(() => clearTimeout(timer));
    } while (restMs > 0);
  },
};
