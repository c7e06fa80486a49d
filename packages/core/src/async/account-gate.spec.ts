import { describe, expect, it } from "vitest";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import { type AccountLimit, limitAccounts } from "./account-limits.ts";
import { AccountGate } from "./account-gate.ts";
import { TimerQueue } from "./timer-queue.ts";

const never = new AbortController().signal;

/** A gate on a virtual clock, and when requests were admitted. */
function createGate(...limits: AccountLimit[]) {
  const clock = createVirtualClock();
  const timers = new TimerQueue(clock);
  const gate = new AccountGate(limits.length > 0 ? limitAccounts(limits) : undefined);
  const admitted: [string, number][] = [];
  const admit = async (name: string, signal = never) => {
    await gate.admit(timers, signal);
    admitted.push([name, clock.now()]);
  };
  return { clock, timers, gate, admit, admitted };
}

it("without a limit and a refusal every request is admitted at once, with no promise to wait for", () => {
  const { gate, timers } = createGate();
  for (let n = 0; n < 1_000; n += 1) expect(gate.admit(timers, never)).toBeUndefined();
});

describe("the limit that a contract states", () => {
  it("lets so many requests through in any interval, in the order of their calls", async () => {
    const { clock, admit, admitted } = createGate({ requests: 2, intervalMs: 10_000 });
    const first = [admit("a"), admit("b"), admit("c"), admit("d"), admit("e")];
    await clock.run(Promise.all(first));
    expect(admitted).toEqual([
      ["a", 0],
      ["b", 0],
      ["c", 10_000],
      ["d", 10_000],
      ["e", 20_000],
    ]);
    expect(clock.sleepers).toBe(0);
  });

  it("holds together with the others that it states", async () => {
    const { clock, admit, admitted } = createGate(
      { requests: 2, intervalMs: 10_000 },
      { requests: 3, intervalMs: 60_000 },
    );
    await clock.run(Promise.all(["a", "b", "c", "d", "e", "f"].map((name) => admit(name))));
    expect(admitted).toEqual([
      ["a", 0],
      ["b", 0],
      // The first limit counts a and b.
      ["c", 10_000],
      // The second one counts a, b and c.
      ["d", 60_000],
      ["e", 60_000],
      ["f", 70_000],
    ]);
  });

  it("counts from each request, not from a window", async () => {
    const { clock, admit, admitted } = createGate({ requests: 2, intervalMs: 10_000 });
    await admit("a");
    await clock.advance(9_000);
    await clock.run(Promise.all([admit("b"), admit("c"), admit("d")]));
    expect(admitted.map(([, atMs]) => atMs)).toEqual([0, 9_000, 10_000, 19_000]);
  });
});

describe("a refusal", () => {
  it("holds back every request until the provider's time", async () => {
    const { clock, gate, admit, admitted } = createGate();
    gate.onRefusal(0, 0, 30_000);
    const all = [admit("a"), admit("b")];
    await clock.advance(29_999);
    expect(admitted).toEqual([]);
    await clock.run(Promise.all(all));
    expect(admitted).toEqual([
      ["a", 30_000],
      ["b", 30_000],
    ]);
  });

  it("after many responses spreads those that follow at the rate that it shows", async () => {
    const { clock, gate, admit, admitted } = createGate();
    // Ten requests in no time, and the next are refused for 20 s: ten in 20 s are allowed, so one in 2 s and a little more.
    for (let n = 0; n < 10; n += 1) {
      await admit("first");
      gate.onResponse();
    }
    gate.onRefusal(0, 0, 20_000);
    admitted.length = 0;
    await clock.run(Promise.all([admit("a"), admit("b"), admit("c")]));
    expect(admitted).toEqual([
      ["a", 20_000],
      ["b", 22_100],
      ["c", 24_200],
    ]);
  });

  it("the refusal of a request that was under way already shows nothing new, and its time holds all the same", async () => {
    const { clock, gate, admit, admitted } = createGate();
    for (let n = 0; n < 10; n += 1) gate.onResponse();
    gate.onRefusal(0, 0, 20_000);
    for (let n = 0; n < 50; n += 1) gate.onRefusal(0, 0, 21_000);
    await clock.run(Promise.all([admit("a"), admit("b")]));
    expect(admitted).toEqual([
      ["a", 21_000],
      ["b", 23_100],
    ]);
  });

  it("the refusal of a wait that polls alone does not slow it down", async () => {
    const { clock, gate, admit, admitted } = createGate();
    gate.onResponse();
    gate.onRefusal(0, 0, 5_000);
    await clock.run(Promise.all([admit("a"), admit("b")]));
    expect(admitted.map(([, atMs]) => atMs)).toEqual([5_000, 5_000]);
  });

  it("a refusal after five responses shows a rate, which counts from the first request", async () => {
    const { clock, gate, admit, admitted } = createGate();
    await clock.advance(1_000);
    for (let n = 0; n < 5; n += 1) {
      await admit("first");
      gate.onResponse();
    }
    await clock.advance(10_000);
    gate.onRefusal(11_000, 11_000, 10_000);
    admitted.length = 0;
    // Five in 10 s, and 10 s more: one in 4 s and a little more.
    await clock.run(Promise.all([admit("a"), admit("b")]));
    expect(admitted.map(([, atMs]) => atMs)).toEqual([21_000, 25_200]);
  });

  it("a refusal after four responses shows a rate only if the one before said the same", async () => {
    const { clock, gate, admit, admitted } = createGate();
    for (let n = 0; n < 4; n += 1) gate.onResponse();
    gate.onRefusal(0, 0, 8_000);
    await clock.run(Promise.all([admit("a"), admit("b")]));
    for (let n = 0; n < 4; n += 1) gate.onResponse();
    gate.onRefusal(8_000, 8_000, 8_000);
    await clock.run(Promise.all([admit("c"), admit("d")]));
    expect(admitted.map(([, atMs]) => atMs)).toEqual([8_000, 8_000, 16_000, 18_100]);
  });

  it.each([
    ["as slow as the provider says to wait", 5_000, 5_250],
    ["at most twice as fast as before", 500, 1_050],
  ])("a refusal without a response since the one before makes the pace %s", async (_, retryAfterMs, spacingMs) => {
    const { clock, gate, admit, admitted } = createGate();
    for (let n = 0; n < 10; n += 1) gate.onResponse();
    // One in 2.1 s.
    gate.onRefusal(0, 0, 20_000);
    await clock.advance(20_000);
    gate.onRefusal(20_000, 20_000, retryAfterMs);
    await clock.run(Promise.all([admit("a"), admit("b")]));
    const nextMs = 20_000 + retryAfterMs;
    expect(admitted.map(([, atMs]) => atMs)).toEqual([nextMs, nextMs + spacingMs]);
  });

  it("reaches requests that were admitted for later", async () => {
    const { clock, gate, admit, admitted } = createGate({ requests: 1, intervalMs: 10_000 });
    await admit("a");
    const second = admit("b");
    await clock.advance(5_000);
    gate.onRefusal(5_000, 5_000, 60_000);
    await clock.run(second);
    expect(admitted.at(-1)).toEqual(["b", 65_000]);
  });
});

it("an abort ends the wait at once, and leaves nothing", async () => {
  const { clock, gate, timers } = createGate();
  gate.onRefusal(0, 0, 60_000);
  const { signal, abort, listeners } = createCountedSignal();
  const admission = gate.admit(timers, signal);
  abort("stop");
  await expect(admission).rejects.toBe("stop");
  expect([listeners(), clock.sleepers]).toEqual([0, 0]);
});

it("the pace recovers with responses that are not refused", async () => {
  const { clock, gate, admit, admitted } = createGate();
  for (let n = 0; n < 10; n += 1) gate.onResponse();
  gate.onRefusal(0, 0, 20_000);
  for (let n = 0; n < 40; n += 1) gate.onResponse();
  await clock.run(Promise.all([admit("a"), admit("b")]));
  expect(admitted.map(([, atMs]) => atMs)).toEqual([20_000, 20_000 + 2_100 * 0.97]);
});

it("a gate is idle while it holds nothing", () => {
  const { gate } = createGate();
  expect(gate.isIdle(0)).toBe(true);
  gate.onRefusal(0, 0, 1_000);
  expect([gate.isIdle(999), gate.isIdle(1_000)]).toEqual([false, true]);
});

it("the pace of an account without requests is forgotten after an hour", () => {
  const { gate } = createGate();
  for (let n = 0; n < 10; n += 1) gate.onResponse();
  gate.onRefusal(0, 0, 20_000);
  expect([gate.isIdle(3_619_999), gate.isIdle(3_620_000)]).toEqual([false, true]);
});

it("a gate is not idle while requests count towards the limit that a contract states", () => {
  const { gate, timers } = createGate({ requests: 2, intervalMs: 60_000 });
  expect(gate.admit(timers, never)).toBeUndefined();
  expect([gate.isIdle(59_999), gate.isIdle(60_000)]).toEqual([false, true]);
});
