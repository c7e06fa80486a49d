import type { Clock } from "./wait/clock.ts";

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

/** Creates a virtual clock that stands at `startMs`, in milliseconds since 1970. */
export function createVirtualClock(startMs = 0): VirtualClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  const nextSleeper = () => Array.from(sleepers).reduce<Sleeper | undefined>(earlier, undefined);

  const wakeNext = async (untilMs: number): Promise<boolean> => {
    await settle();
    const next = nextSleeper();
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
      while (await wakeNext(untilMs));
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
        const woke = await wakeNext(Infinity);
        await settle();
        if (!woke && !outcome.settled) throw new Error("nothing sleeps, and the promise is not settled: it would hang");
      }
      return promise;
    },
  };
}

function earlier(first: Sleeper | undefined, second: Sleeper): Sleeper {
  return first && first.atMs <= second.atMs ? first : second;
}

/** Lets everything run that does not wait for time; bodies of answers take a few turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}
