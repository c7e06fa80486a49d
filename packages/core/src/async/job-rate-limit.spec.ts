import { describe, expect, it } from "vitest";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { systemClock } from "./clock.ts";
import { JobRateLimit, limitJobs } from "./job-rate-limit.ts";
import { TimerQueue } from "./timer-queue.ts";
import { createVirtualClock } from "../virtual-clock.ts";

const never = new AbortController().signal;

/** Takes turns of 10 s on one virtual clock and records when they begin. */
function createTurns() {
  const clock = createVirtualClock();
  const limit = new JobRateLimit(new TimerQueue(clock), new Map(), 10_000);
  const began: [string, number][] = [];
  const take = (name: string, key = "job", takesMs = 0, signal = never) =>
    limit.run({ key, signal }, async () => {
      began.push([name, clock.now()]);
      if (takesMs > 0) await clock.sleep(takesMs, never);
      return name;
    });
  return { clock, limit, began, take };
}

it("a turn comes no sooner than the interval after the response to the last one", async () => {
  const { clock, limit, began, take } = createTurns();
  await clock.run(take("first", "job", 2_500));
  expect(limit.availableAtMs("job")).toBe(12_500);
  await clock.run(take("second"));
  expect(began).toEqual([
    ["first", 0],
    ["second", 12_500],
  ]);
});

it("waiters take turns one after the other", async () => {
  const { clock, began, take } = createTurns();
  const all = [take("a", "job", 1_000), take("b", "job", 1_000), take("c")];
  await expect(clock.run(Promise.all(all))).resolves.toEqual(["a", "b", "c"]);
  expect(began).toEqual([
    ["a", 0],
    ["b", 11_000],
    ["c", 22_000],
  ]);
});

it("other jobs do not wait, nor does a wait on another clock", async () => {
  const { clock, began, take } = createTurns();
  await clock.run(take("first"));
  await clock.run(take("other", "other job"));
  expect(began.at(-1)).toEqual(["other", 0]);
  expect(createTurns().limit.availableAtMs("job")).toBe(-Infinity);
});

it("a request that failed counts as one", async () => {
  const { limit } = createTurns();
  const turn = limit.run({ key: "job", signal: never }, () => Promise.reject(new Error("down")));
  await expect(turn).rejects.toThrow("down");
  expect(limit.availableAtMs("job")).toBe(10_000);
});

it.each([
  ["sleeping until the turn", 0],
  ["waiting for another's response", 5_000],
])("an abort while %s frees the place and leaves nothing", async (_, takesMs) => {
  const { clock, began, take } = createTurns();
  const { signal, abort, listeners } = createCountedSignal();
  const first = take("first", "job", takesMs);
  await clock.advance(1_000);
  const second = take("second", "job", 0, signal);
  const third = take("third");
  await clock.advance(1_000);
  expect(listeners()).toBe(1);
  abort("stop");
  await expect(second).rejects.toBe("stop");
  expect(listeners()).toBe(0);
  await clock.run(Promise.all([first, third]));
  expect(began.map(([name]) => name)).toEqual(["first", "third"]);
  expect(clock.sleepers).toBe(0);
});

it("turns that are past are forgotten", async () => {
  const { clock, limit, take } = createTurns();
  await clock.run(take("first"));
  await clock.advance(10_000);
  await clock.run(take("other", "other job"));
  expect(limit.availableAtMs("job")).toBe(-Infinity);
});

it("one that was taken anew is forgotten no sooner, and those behind it no later", async () => {
  const { clock, limit, take } = createTurns();
  await clock.run(take("a", "job a"));
  await clock.advance(1_000);
  await clock.run(take("b", "job b"));
  // It waits for its turn at 10 s.
  await clock.run(take("a again", "job a"));
  await clock.advance(2_000);
  await clock.run(take("c", "job c"));
  expect([limit.availableAtMs("job a"), limit.availableAtMs("job b")]).toEqual([20_000, -Infinity]);
});

describe("a moment that is known from elsewhere", () => {
  it("holds the turn", async () => {
    const { clock, limit, began, take } = createTurns();
    limit.holdUntil("job", 4_000);
    expect(limit.availableAtMs("job")).toBe(4_000);
    await clock.run(take("first"));
    expect(began).toEqual([["first", 4_000]]);
  });

  it("may put off a turn, and never brings it forward", async () => {
    const { clock, limit, take } = createTurns();
    await clock.run(take("first"));
    limit.holdUntil("job", 6_000);
    expect(limit.availableAtMs("job")).toBe(10_000);
    limit.holdUntil("job", 15_000);
    expect(limit.availableAtMs("job")).toBe(15_000);
  });

  it.each([0, 7_999, 8_000])("is not kept where it has come: %d ms at 8 s", async (notBeforeMs) => {
    const { clock, limit } = createTurns();
    await clock.advance(8_000);
    limit.holdUntil("job", notBeforeMs);
    expect(limit.availableAtMs("job")).toBe(-Infinity);
  });

  it("does not let a second request begin while one is under way", async () => {
    const { clock, limit, began, take } = createTurns();
    const first = take("first", "job", 5_000);
    await clock.advance(1_000);
    limit.holdUntil("job", 2_000);
    await clock.run(Promise.all([first, take("second")]));
    expect(began).toEqual([
      ["first", 0],
      ["second", 15_000],
    ]);
  });
});

it("a request whose end is never seen keeps others away for a minute and the interval", async () => {
  const { clock, began, take } = createTurns();
  void take("lost", "job", Infinity);
  await clock.run(take("next"));
  expect(began).toEqual([
    ["lost", 0],
    ["next", 70_000],
  ]);
});

describe("the limits of all jobs on one clock", () => {
  it("the limits of one clock are the same for all, and those of another are its own", () => {
    const [clock, other] = [createVirtualClock(), createVirtualClock()];
    limitJobs(clock, new TimerQueue(clock), 10_000).holdUntil("job", 5_000);
    expect(limitJobs(clock, new TimerQueue(clock), 10_000).availableAtMs("job")).toBe(5_000);
    expect(limitJobs(other, new TimerQueue(other), 10_000).availableAtMs("job")).toBe(-Infinity);
  });

  it("the limits in real time are shared with other copies of this package", () => {
    const timers = new TimerQueue(systemClock);
    const untilMs = timers.now() + 60_000;
    limitJobs(systemClock, timers, 10_000).holdUntil("a job of this test", untilMs);
    const shared: unknown = Reflect.get(globalThis, Symbol.for("@jobstatus/core job limits, version 1"));
    expect(shared instanceof Map && shared.get("a job of this test")).toBe(untilMs);
    expect(limitJobs(systemClock, timers, 10_000).availableAtMs("a job of this test")).toBe(untilMs);
  });
});
