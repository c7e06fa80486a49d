import { expect, it } from "vitest";
import { TimeoutScope, openTimeoutScope } from "./timeout-scope.ts";
import { TimerQueue } from "./timer-queue.ts";
import { abortable } from "./abortable.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { createVirtualClock } from "../virtual-clock.ts";

it("a scope ends with its time", async () => {
  const clock = createVirtualClock();
  const scope = openTimeoutScope(new TimerQueue(clock), undefined, 500);
  await clock.advance(499);
  expect(scope.signal.aborted).toBe(false);
  await clock.advance(1);
  await clock.advance(0);
  expect([scope.signal.aborted, scope.isExpired]).toEqual([true, true]);
});

it("a scope ends with its parent, for the parent's reason", () => {
  const clock = createVirtualClock();
  const parent = createCountedSignal();
  const scope = openTimeoutScope(new TimerQueue(clock), parent.signal, 500);
  const reason = new Error("enough");
  parent.abort(reason);
  expect([scope.signal.aborted, scope.isExpired]).toEqual([true, false]);
  expect(scope.signal.reason).toBe(reason);
  // At once, and not when the work has noticed and closes it.
  expect(clock.sleepers).toBe(0);
});

it("a scope of a parent that has ended has ended, and sets no timer", () => {
  const clock = createVirtualClock();
  const parent = createCountedSignal();
  parent.abort("before");
  const scope = openTimeoutScope(new TimerQueue(clock), parent.signal, 500);
  expect([scope.signal.aborted, scope.isExpired, scope.signal.reason]).toEqual([true, false, "before"]);
  expect(clock.sleepers).toBe(0);
  scope.close();
  expect(parent.listeners()).toBe(0);
});

it("time that comes after the parent's abort does not count as expiry", async () => {
  const clock = createVirtualClock();
  const parent = createCountedSignal();
  const scope = openTimeoutScope(new TimerQueue(clock), parent.signal, 500);
  parent.abort("first");
  await clock.advance(1_000);
  expect([scope.isExpired, scope.signal.reason]).toEqual([false, "first"]);
});

it("a scope without a bound sets no timer", () => {
  const clock = createVirtualClock();
  openTimeoutScope(new TimerQueue(clock), undefined, Infinity);
  expect(clock.sleepers).toBe(0);
});

it("close leaves neither timer nor listener, and may come twice", () => {
  const clock = createVirtualClock();
  const parent = createCountedSignal();
  const scope = openTimeoutScope(new TimerQueue(clock), parent.signal, 500);
  expect([clock.sleepers, parent.listeners()]).toEqual([1, 1]);
  scope.close();
  scope.close();
  expect([clock.sleepers, parent.listeners()]).toEqual([0, 0]);
});

it("abortable gives the promise's value or error, and leaves no listener", async () => {
  const { signal, listeners } = createCountedSignal();
  await expect(abortable(Promise.resolve(1), signal)).resolves.toBe(1);
  await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
  expect(listeners()).toBe(0);
});

it("abortable waits no longer than until the abort", async () => {
  const { signal, abort, listeners } = createCountedSignal();
  const never = abortable(new Promise(() => undefined), signal);
  expect(listeners()).toBe(1);
  abort("stop");
  await expect(never).rejects.toBe("stop");
  await expect(abortable(new Promise(() => undefined), signal)).rejects.toBe("stop");
  expect(listeners()).toBe(0);
});

it("an abort before anything uses the signal ends the work, and the signal made later is aborted", async () => {
  const scope = new TimeoutScope(new TimerQueue(createVirtualClock()));
  const work = scope.run(new Promise<never>(() => undefined));
  scope.abort("enough");
  await expect(work).rejects.toBe("enough");
  expect([scope.signal.aborted, scope.signal.reason]).toEqual([true, "enough"]);
});

it("work of a scope that has ended is not waited for", async () => {
  const scope = new TimeoutScope(new TimerQueue(createVirtualClock()), AbortSignal.abort("left"));
  expect(scope.signal.aborted).toBe(true);
  await expect(scope.run(new Promise(() => undefined))).rejects.toBe("left");
});
