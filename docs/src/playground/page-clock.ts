import type { Clock } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";

/** A virtual clock for a page. It is faster than timers, because it doesn't wait for a turn of the browser's timers at each step. */
export interface PageClock extends Clock {
  /** Holds the time while work such as a request runs. Call the result when it is done. */
  hold(): () => void;
  /** Advances the time by this much, in milliseconds, and ends every sleep on the way, in order. */
  advance(ms: number): Promise<void>;
}

/** How many turns of the event loop the reading of a response may take. */
const TURNS = 20;

/** Creates a clock that starts at `startMs`, in milliseconds since 1970. */
export function createPageClock(startMs: number): PageClock {
  let held = 0;
  /** The advance in progress; the next one waits for it. */
  let tail = Promise.resolve();

  const clock = createVirtualClock(startMs, async () => {
    for (let quietTurns = 0; quietTurns < TURNS; quietTurns = held > 0 ? 0 : quietTurns + 1) await turnEventLoop();
    // Messages may overtake the reading of a body; timers don't.
    await new Promise((resolve) => setTimeout(resolve, 0));
  });

  return {
    now: () => clock.now(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    hold() {
      held += 1;
      return () => {
        held -= 1;
      };
    },
    advance(ms) {
      tail = tail.then(() => clock.advance(ms));
      return tail;
    },
  };
}

/** Waits for one turn of the event loop. Browsers don't delay messages as they delay timers. */
function turnEventLoop(): Promise<void> {
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
