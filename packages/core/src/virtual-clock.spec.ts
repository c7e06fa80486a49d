import { expect, it } from "vitest";
import { createCountedSignal } from "./testing/counted-signal.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const never = new AbortController().signal;

it("stands still until it is told", async () => {
  const clock = createVirtualClock(1_000);
  expect(clock.now()).toBe(1_000);
  await clock.advance(250);
  expect(clock.now()).toBe(1_250);
});

it("wakes the sleeps on its way in the order of their times", async () => {
  const clock = createVirtualClock();
  const woke: [string, number][] = [];
  const sleep = async (name: string, ms: number) => {
    await clock.sleep(ms, never);
    woke.push([name, clock.now()]);
  };
  void Promise.all([sleep("late", 300), sleep("early", 100), sleep("beyond", 1_000), sleep("also early", 100)]);
  await clock.advance(500);
  expect(woke).toEqual([
    ["early", 100],
    ["also early", 100],
    ["late", 300],
  ]);
  expect([clock.now(), clock.sleepers]).toEqual([500, 1]);
  await clock.advance(500);
  expect(woke.at(-1)).toEqual(["beyond", 1_000]);
});

it("wakes a sleep that began on the way", async () => {
  const clock = createVirtualClock();
  const times: number[] = [];
  void (async () => {
    for (;;) {
      await clock.sleep(100, never);
      times.push(clock.now());
    }
  })();
  await clock.advance(350);
  expect(times).toEqual([100, 200, 300]);
});

it("run lets time pass until the promise is settled, and no longer", async () => {
  const clock = createVirtualClock();
  const value = clock.sleep(700, never).then(() => "done");
  void clock.sleep(9_000, never);
  await expect(clock.run(value)).resolves.toBe("done");
  expect([clock.now(), clock.sleepers]).toEqual([700, 1]);
});

it("run rejects as its promise does", async () => {
  const clock = createVirtualClock();
  await expect(clock.run(Promise.reject(new Error("no")))).rejects.toThrow("no");
});

it.each([Infinity, undefined])("run says that a wait would hang: sleep of %s ms", async (ms) => {
  const clock = createVirtualClock();
  const stuck = ms === undefined ? new Promise(() => undefined) : clock.sleep(ms, never);
  await expect(clock.run(stuck)).rejects.toThrow("it would hang");
});

it("an abort ends a sleep at once, and leaves nothing", async () => {
  const clock = createVirtualClock();
  const { signal, abort, listeners } = createCountedSignal();
  const sleep = clock.sleep(100, signal);
  expect([clock.sleepers, listeners()]).toEqual([1, 1]);
  abort("stop");
  await expect(sleep).rejects.toBe("stop");
  await expect(clock.sleep(100, signal)).rejects.toBe("stop");
  expect([clock.sleepers, listeners(), clock.now()]).toEqual([0, 0, 0]);
});

it("a sleep that ended leaves no listener", async () => {
  const clock = createVirtualClock();
  const { signal, listeners } = createCountedSignal();
  await clock.run(clock.sleep(100, signal));
  expect(listeners()).toBe(0);
});

it("a negative sleep does not turn time back", async () => {
  const clock = createVirtualClock(500);
  await clock.run(clock.sleep(-100, never));
  expect(clock.now()).toBe(500);
});
