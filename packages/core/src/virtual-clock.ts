import type { Clock } from "./async/clock.ts";

/** A clock whose time passes only when it is told to: for tests, simulations and pages that show a wait. */
export interface VirtualClock extends Clock {
  /** How many sleeps have not ended. */
  readonly sleepers: number;
  /** Lets this much time pass, in milliseconds, and wakes every sleep on the way, in order. */
  advance(ms: number): Promise<void>;
  /**
   * Lets time pass from sleep to sleep until the promise is settled.
   *
   * @throws Error - Nothing sleeps and the promise is not settled: it would hang in real time as well.
   */
  run<T>(promise: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly atMs: number;
  wake(): void;
}

/**
 * Creates a virtual clock.
 *
 * @param startMs - Where it stands, in milliseconds since 1970.
 * @param settle - Resolves when nothing but sleeps is pending: time passes only then. The default gives the event loop a few turns,
 *   which responses from memory need; work that takes longer, such as a request over a network, needs one of its own.
 */
export function createVirtualClock(startMs = 0, settle = turnEventLoop): VirtualClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  const wakeNext = (untilMs: number): boolean => {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) if (!next || sleeper.atMs < next.atMs) next = sleeper;
    if (!next || next.atMs > untilMs || next.atMs === Infinity) return false;
    nowMs = Math.max(nowMs, next.atMs);
    next.wake();
    return true;
  };

  return {
    get sleepers() {
      return sleepers.size;
    },
    now: () => nowMs,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const leave = () => {
          sleepers.delete(sleeper);
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
        const sleeper: Sleeper = { atMs: nowMs + Math.max(0, ms), wake };
        if (signal.aborted) {
          stop();
          return;
        }
        sleepers.add(sleeper);
        signal.addEventListener("abort", stop);
      });
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      do await settle();
      while (wakeNext(untilMs));
      nowMs = untilMs;
    },
    async run(promise) {
      const outcome = { settled: false };
      const mark = () => {
        outcome.settled = true;
      };
      promise.then(mark, mark);
      await settle();
      while (!outcome.settled) {
        const woke = wakeNext(Infinity);
        await settle();
        if (!woke && !outcome.settled) throw new Error("nothing sleeps, and the promise is not settled: it would hang");
      }
      return promise;
    },
  };
}

/** How many turns of the event loop the reading of a response's body may take. */
const TURNS = 8;

/** Without an immediate, as on a page, a turn costs a timer. */
interface Immediates {
  setImmediate?(then: () => void): unknown;
}

async function turnEventLoop(): Promise<void> {
  const { setImmediate } = globalThis as Immediates;
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise<void>((resolve) => void (setImmediate ? setImmediate(resolve) : setTimeout(resolve, 0)));
  }
  // What other threads do, such as digests, has no turn of its own.
  await new Promise((resolve) => setTimeout(resolve, 1));
}
