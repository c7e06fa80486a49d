import type { Clock } from "@jobstatus/core";

interface Sleeper {
  readonly atMs: number;
  wake(): void;
}

/** A virtual clock for a page: exact, and quick, since it need not give the browser a turn of its timers for each step. */
export interface PageClock extends Clock {
  /** Counts work that time may not pass during, such as a request; call the result when it is done. */
  hold(): () => void;
  /** Lets this much time pass, in milliseconds, and wakes every sleep on the way, in order. */
  advance(ms: number): Promise<void>;
}

/** How many turns of the event loop the reading of an answer may take. */
const TURNS = 20;

/** Creates a clock that stands at `startMs`, in milliseconds since 1970. */
export function createPageClock(startMs: number): PageClock {
  let nowMs = startMs;
  let held = 0;
  const sleepers = new Set<Sleeper>();
  /** The advance that is under way: the next one waits for it, since time passes once. */
  let tail = Promise.resolve();

  /** Waits until nothing goes on but sleep. */
  async function becomeQuiet(): Promise<void> {
    for (let quietTurns = 0; quietTurns < TURNS; quietTurns = held > 0 ? 0 : quietTurns + 1) await takeTurn();
    // Messages may overtake the reading of a body, timers do not.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }

  async function letPass(ms: number): Promise<void> {
    const untilMs = nowMs + ms;
    for (;;) {
      await becomeQuiet();
      const next = Array.from(sleepers).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (!next || next.atMs > untilMs) break;
      nowMs = Math.max(nowMs, next.atMs);
      next.wake();
    }
    nowMs = untilMs;
  }

  return {
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
    hold() {
      held += 1;
      return () => {
        held -= 1;
      };
    },
    advance(ms) {
      tail = tail.then(() => letPass(ms));
      return tail;
    },
  };
}

/** One turn of the event loop; unlike a timer, a message is not held back by the browser. */
function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}
