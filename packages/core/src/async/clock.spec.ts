import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { systemClock, wallNow } from "./clock.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** How many milliseconds pass on the timers until the promise is settled. */
async function passedMs(promise: Promise<unknown>): Promise<number> {
  const startedAtMs = systemClock.now();
  await Promise.all([promise, vi.runAllTimersAsync()]);
  return Math.round(systemClock.now() - startedAtMs);
}

it("sleeps as long as it is told", async () => {
  const { signal, listeners } = createCountedSignal();
  expect(await passedMs(systemClock.sleep(1_500, signal))).toBe(1_500);
  expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
});

it("sleeps longer than one timer can: 60 days", async () => {
  const { signal } = createCountedSignal();
  expect(await passedMs(systemClock.sleep(5_184_000_000, signal))).toBe(5_184_000_000);
});

it.each([0, -5])("wakes from a sleep of %d ms", async (ms) => {
  const { signal } = createCountedSignal();
  expect(await passedMs(systemClock.sleep(ms, signal))).toBeLessThanOrEqual(1);
});

it.each([1_500, 5_184_000_000, Infinity])("an abort ends a sleep of %d ms, and leaves nothing", async (ms) => {
  const { signal, abort, listeners } = createCountedSignal();
  const sleep = systemClock.sleep(ms, signal);
  expect([vi.getTimerCount(), listeners()]).toEqual([1, 1]);
  abort("stop");
  await expect(sleep).rejects.toBe("stop");
  expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
});

it("does not begin to sleep for a signal that was aborted", async () => {
  const { signal, abort, listeners } = createCountedSignal();
  abort("before");
  await expect(systemClock.sleep(1_500, signal)).rejects.toBe("before");
  expect([vi.getTimerCount(), listeners()]).toEqual([0, 0]);
});

it("is not moved by a wall clock that is set back, and tells the wall time", () => {
  vi.useRealTimers();
  const beforeMs = systemClock.now();
  expect(wallNow(systemClock)).toBeGreaterThan(Date.UTC(2020, 0));
  vi.spyOn(Date, "now").mockReturnValue(0);
  expect(systemClock.now()).toBeGreaterThanOrEqual(beforeMs);
  expect(wallNow(systemClock)).toBe(0);
});

it("counts in whole milliseconds", () => {
  vi.spyOn(performance, "now").mockReturnValue(1_234.9);
  expect(systemClock.now()).toBe(1_234);
});

it("leaves a fake timer alone that is gone, and clears it while it is in place", async () => {
  const clearFake = vi.spyOn(globalThis, "clearTimeout");
  const { signal, abort } = createCountedSignal();
  const first = systemClock.sleep(1_500, signal);
  const second = createCountedSignal();
  const left = systemClock.sleep(1_500, second.signal);
  abort("stop");
  await expect(first).rejects.toBe("stop");
  expect(clearFake).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
  second.abort("stop");
  await expect(left).rejects.toBe("stop");
  expect(clearFake).toHaveBeenCalledTimes(1);
});
