import type { Clock } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";

/** A virtual clock for a page: exact, and quick, since it need not give the browser a turn of its timers for each step. */
export interface PageClock extends Clock {
  /** Counts work that time may not pass during, such as a request; call the result when it is done. */
  hold(): () => void;
  /** Lets this much time pass, in milliseconds, and wakes every sleep on the way, in order. */
  advance(ms: number): Promise<void>;
}

/** How many turns of the event loop the reading of a response may take. */
const TURNS = 20;

/** Creates a clock that stands at `startMs`, in milliseconds since 1970. */
export function createPageClock(startMs: number): PageClock {
  let held = 0;
  /** The advance that is under way: the next one waits for it, since time passes once. */
  let tail = Promise.resolve();

  const clock = createVirtualClock(startMs, async () => {
    for (let quietTurns = 0; quietTurns < TURNS; quietTurns = held > 0 ? 0 : quietTurns + 1) await runRateLimited();
    // Messages may overtake the reading of a body, timers do not.
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

/** One turn of the event loop; unlike a timer, a message is not held back by the browser. */
function runRateLimited(): Promise<void> {
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
