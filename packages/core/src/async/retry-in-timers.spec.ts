import { expect, it, vi } from "vitest";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import { retryInTimers } from "./retry-in-timers.ts";
import { throwIfAborted } from "./throw-if-aborted.ts";
import { TimerQueue } from "./timer-queue.ts";

it("attempts at once, and then at each moment that is returned, until there is none", async () => {
  const clock = createVirtualClock();
  const attempts: number[] = [];
  const moments = [100, 250];
  const { signal, listeners } = createCountedSignal();
  const done = retryInTimers(new TimerQueue(clock), signal, () => {
    attempts.push(clock.now());
    return moments.shift();
  });
  expect([attempts, listeners()]).toEqual([[0], 1]);
  await clock.run(done);
  expect([attempts, listeners(), clock.sleepers]).toEqual([[0, 100, 250], 0, 0]);
});

it("attempts nothing for a signal that has been aborted", async () => {
  const attempt = vi.fn<() => number | undefined>();
  const { signal, abort, listeners } = createCountedSignal();
  abort("left");
  await expect(retryInTimers(new TimerQueue(createVirtualClock()), signal, attempt)).rejects.toBe("left");
  expect([attempt.mock.calls.length, listeners()]).toEqual([0, 0]);
});

it("throws the reason of a signal only if it was aborted", () => {
  const reason = new Error("left");
  expect(() => throwIfAborted(AbortSignal.abort(reason))).toThrow(reason);
  expect(() => throwIfAborted(new AbortController().signal)).not.toThrow();
});
