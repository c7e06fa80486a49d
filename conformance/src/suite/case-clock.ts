import type { Clock } from "@jobstatus/core";
import { CASE_START_MS } from "./case-time.ts";

interface Sleeper {
  readonly atMs: number;
  wake(): void;
}

/**
 * The virtual clock of a case: time passes from sleep to sleep. No case in this process talks to a network, so that a turn
 * of the event loop is all it takes until everything waits for time; core's own virtual clock waits for timers, and is
 * some ten times as slow.
 */
export class CaseClock implements Clock {
  #nowMs = CASE_START_MS;
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener("abort", stop);
      };
      const stop = () => {
        leave();
        reject(signal.reason);
      };
      const wake = () => {
        leave();
        resolve();
      };
      const sleeper: Sleeper = { atMs: this.#nowMs + Math.max(0, ms), wake };
      if (signal.aborted) {
        stop();
        return;
      }
      this.#sleepers.add(sleeper);
      signal.addEventListener("abort", stop);
    });
  }

  /**
   * Lets time pass until the promise is settled.
   *
   * @throws Error - nothing sleeps, and it is not settled: it would hang in real time as well.
   */
  async run(promise: Promise<unknown>): Promise<void> {
    const outcome = { isSettled: false };
    const mark = () => {
      outcome.isSettled = true;
    };
    promise.then(mark, mark);
    await settle();
    while (!outcome.isSettled) {
      const woke = this.#wakeNext(Infinity);
      await settle();
      if (!woke && !outcome.isSettled) throw new Error("it waits for nothing that could come");
    }
    await promise;
  }

  /** Lets this much time pass, in milliseconds. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    do await settle();
    while (this.#wakeNext(untilMs));
    this.#nowMs = untilMs;
  }

  #wakeNext(untilMs: number): boolean {
    let next: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (!next || sleeper.atMs < next.atMs) next = sleeper;
    if (!next || next.atMs > untilMs || next.atMs === Infinity) return false;
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    next.wake();
    return true;
  }
}

/** Lets everything run that does not wait for time; the bodies of answers take a few turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
