import { describe, expect, it, vi } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { FunctionTimer } from "./function-timer.ts";
import { TimerQueue } from "./timer-queue.ts";

/** Sets a timer that runs a function. */
function run(timers: TimerQueue, atMs: number, onTimer: () => void): FunctionTimer {
  const timer = new FunctionTimer(onTimer);
  timers.set(timer, atMs);
  return timer;
}

/** A set of timers on a virtual clock, and a record of what rang and when. */
function createTimers() {
  const clock = createVirtualClock();
  const timers = new TimerQueue(clock);
  const rung: [string, number][] = [];
  const set = (atMs: number, name: string) => run(timers, atMs, () => rung.push([name, clock.now()]));
  return { clock, timers, rung, set };
}

describe("timers ring", () => {
  it("timers ring in the order of their moments, and those of one moment as they were set", async () => {
    const { clock, rung, set } = createTimers();
    for (const [atMs, name] of [
      [30, "c"],
      [10, "a"],
      [20, "b1"],
      [20, "b2"],
      [10, "a2"],
      [20, "b3"],
    ] as const)
      set(atMs, name);
    await clock.advance(100);
    expect(rung).toEqual([
      ["a", 10],
      ["a2", 10],
      ["b1", 20],
      ["b2", 20],
      ["b3", 20],
      ["c", 30],
    ]);
    expect(clock.sleepers).toBe(0);
  });

  it("soon where the moment is past, but not before `set` has returned", async () => {
    const { clock, rung, set } = createTimers();
    await clock.advance(50);
    set(10, "late");
    expect(rung).toEqual([]);
    await clock.advance(0);
    expect(rung).toEqual([["late", 50]]);
  });

  it("timers ring from one sleep, however many they are", async () => {
    const { clock, rung, set } = createTimers();
    for (let n = 1_000; n > 0; n -= 1) set(n, `${n}`);
    expect(clock.sleepers).toBe(1);
    await clock.advance(3);
    expect([rung.length, clock.sleepers]).toEqual([3, 1]);
  });

  it("never for Infinity, which takes no sleep", async () => {
    const { clock, rung, set } = createTimers();
    set(Infinity, "never");
    expect(clock.sleepers).toBe(0);
    set(10, "once");
    await clock.advance(1_000_000);
    expect([rung, clock.sleepers]).toEqual([[["once", 10]], 0]);
  });

  it("not too early where the sleep ends too early", async () => {
    const virtual = createVirtualClock();
    const early = {
      now: virtual.now,
      sleep: (ms: number, signal: AbortSignal) => virtual.sleep(ms > 1 ? ms - 1 : ms, signal),
    };
    const rung: number[] = [];
    run(new TimerQueue(early), 100, () => rung.push(virtual.now()));
    await virtual.advance(99);
    expect(rung).toEqual([]);
    await virtual.advance(1);
    expect(rung).toEqual([100]);
  });
});

it("a sleep that was ended rings nothing and begins no other, even where the clock lets it resolve", async () => {
  const virtual = createVirtualClock();
  const lenient = {
    now: virtual.now,
    sleep: (ms: number, signal: AbortSignal) => virtual.sleep(ms, signal).catch(() => undefined),
  };
  const timers = new TimerQueue(lenient);
  const rung: number[] = [];
  for (const atMs of [20, 10]) run(timers, atMs, () => rung.push(virtual.now()));
  await virtual.advance(0);
  expect([rung, virtual.sleepers]).toEqual([[], 1]);
  await virtual.advance(20);
  expect([rung, virtual.sleepers]).toEqual([[10, 20], 0]);
});

it("a timer whose moment has come runs at once with `setOrRun`, and not again", async () => {
  const { clock, timers, rung, set } = createTimers();
  await clock.advance(10);
  const timer = set(30, "a");
  timers.setOrRun(timer, 20);
  expect(rung).toEqual([]);
  for (const atMs of [10, 5]) {
    timers.setOrRun(timer, atMs);
    expect([rung.pop(), clock.sleepers]).toEqual([["a", 10], 0]);
  }
  timers.setOrRun(timer, 40);
  await clock.advance(100);
  expect(rung).toEqual([["a", 40]]);
});

describe("a timer that is cleared", () => {
  it("does not ring, and the others do", async () => {
    const { clock, timers, rung, set } = createTimers();
    set(10, "a");
    const b = set(20, "b");
    set(30, "c");
    timers.clear(b);
    timers.clear(b);
    await clock.advance(100);
    expect(rung.map(([name]) => name)).toEqual(["a", "c"]);
  });

  it("leaves nothing when it was the last, in whatever order they are cleared", () => {
    const { clock, timers, set } = createTimers();
    const all = Array.from({ length: 100 }, (_, n) => set(n, `${n}`));
    for (const timer of [...all.filter((_, n) => n % 3 === 0), ...all.filter((_, n) => n % 3 !== 0)])
      timers.clear(timer);
    expect(clock.sleepers).toBe(0);
  });

  it("may have rung already", async () => {
    const { clock, timers, rung, set } = createTimers();
    const a = set(10, "a");
    await clock.advance(10);
    timers.clear(a);
    set(20, "b");
    await clock.advance(10);
    expect(rung.map(([name]) => name)).toEqual(["a", "b"]);
  });

  it("does not keep the order of thousands that come and go from being right", async () => {
    const { clock, timers, rung, set } = createTimers();
    const all = Array.from({ length: 4_000 }, (_, n) => set((n * 7_919) % 50, `${(n * 7_919) % 50}`));
    all.forEach((timer, n) => n % 2 === 0 && timers.clear(timer));
    await clock.advance(50);
    const moments = rung.map(([name]) => Number(name));
    expect(moments.length).toBe(2_000);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(rung.every(([name, atMs]) => Number(name) === atMs)).toBe(true);
    expect(clock.sleepers).toBe(0);
  });
});

describe("what rings may", () => {
  it("set others: one that is due rings in the same round, one that is not later", async () => {
    const { clock, timers, rung, set } = createTimers();
    run(timers, 10, () => {
      set(10, "same moment");
      set(5, "past");
      set(15, "later");
    });
    await clock.advance(10);
    expect(rung).toEqual([
      ["past", 10],
      ["same moment", 10],
    ]);
    await clock.advance(5);
    expect([rung.at(-1), clock.sleepers]).toEqual([["later", 15], 0]);
  });

  it("clear others, also those of the same moment", async () => {
    const { clock, timers, rung, set } = createTimers();
    run(timers, 10, () => {
      timers.clear(twin);
      timers.clear(later);
    });
    const twin = set(10, "twin");
    const later = set(20, "later");
    await clock.advance(100);
    expect([rung, clock.sleepers]).toEqual([[], 0]);
  });
});

describe("a clock that does not follow its sleeps, as with fake timers that leave the clock alone", () => {
  /** A clock that stands still: sleeps end, and the time does not pass. */
  function createStandingClock(wallFollows: boolean) {
    const virtual = createVirtualClock();
    const clock = {
      now: () => 0,
      wallNow: () => (wallFollows ? virtual.now() : 0),
      sleep: (ms: number, signal: AbortSignal) => virtual.sleep(ms, signal),
    };
    const timers = new TimerQueue(clock);
    const rung: [string, number][] = [];
    const set = (afterMs: number, name: string) =>
      run(timers, timers.now() + afterMs, () => rung.push([name, virtual.now()]));
    return { virtual, timers, rung, set };
  }

  it.each([true, false])("runs its timers with the sleeps (wall time follows: %s)", async (wallFollows) => {
    const { virtual, timers, rung, set } = createStandingClock(wallFollows);
    set(1_000, "a");
    set(2_000, "b");
    await virtual.advance(2_000);
    expect([rung, timers.now(), virtual.sleepers]).toEqual([
      [
        ["a", 1_000],
        ["b", 2_000],
      ],
      2_000,
      0,
    ]);
  });

  it("a clock that goes back takes no time back, and timers that are set later run", async () => {
    const virtual = createVirtualClock();
    let offMs = 0;
    const timers = new TimerQueue({ now: () => virtual.now() + offMs, sleep: virtual.sleep });
    await virtual.advance(10_000);
    expect(timers.now()).toBe(10_000);
    offMs = -8_000;
    expect(timers.now()).toBe(10_000);
    const rung: number[] = [];
    run(timers, timers.now() + 500, () => rung.push(virtual.now()));
    await virtual.advance(500);
    expect([rung, timers.now()]).toEqual([[10_500], 10_500]);
  });

  it("a sleep that was begun with timers that are gone is begun anew", async () => {
    const virtual = createVirtualClock();
    let isGone = true;
    const sleep = (ms: number, signal: AbortSignal) =>
      isGone ? new Promise<void>(() => undefined) : virtual.sleep(ms, signal);
    const timers = new TimerQueue({ now: virtual.now, sleep });
    const rung: string[] = [];
    run(timers, 1_000, () => rung.push("left behind"));
    isGone = false;
    vi.stubGlobal("setTimeout", () => undefined);
    run(timers, 5_000, () => rung.push("later"));
    vi.unstubAllGlobals();
    await virtual.advance(5_000);
    expect(rung).toEqual(["left behind", "later"]);
  });
});

it("a timer rings after most of the others were cleared", async () => {
  const { clock, timers, rung, set } = createTimers();
  const cleared = [set(10, "a"), set(20, "b")];
  set(30, "c");
  for (const timer of cleared) timers.clear(timer);
  await clock.advance(100);
  expect(rung).toEqual([["c", 30]]);
});
