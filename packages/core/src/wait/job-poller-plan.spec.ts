import { describe, expect, it, vi } from "vitest";
import { newExchangeRecord } from "../request/exchange.ts";
import { createLonePoller, createObserver, working } from "../testing/lone-poller.ts";

/** What plans polls elsewhere, and here not at all. */
const elsewhere = () => ({ reschedule: vi.fn<() => void>() });

describe("the next poll of a job", () => {
  it("is the one that is due first, in whatever order they came", async () => {
    const { poller } = await createLonePoller();
    const [late, soon, later] = [createObserver(6_000), createObserver(4_000), createObserver(9_000)];
    expect([poller.observers, poller.nextPollAtMs, poller.nextObserver]).toEqual([[], Infinity, undefined]);
    poller.addObserver(late);
    expect([poller.nextPollAtMs, poller.nextObserver]).toEqual([6_000, late]);
    poller.addObserver(soon);
    poller.addObserver(later);
    expect([poller.nextPollAtMs, poller.nextObserver]).toEqual([4_000, soon]);
    expect(poller.observers).toEqual([late, soon, later]);
  });

  it("is sent at its moment, and not before", async () => {
    const { poller, clock, requests } = await createLonePoller();
    const observer = createObserver(4_000);
    poller.addObserver(observer);
    await clock.advance(2_999);
    expect([requests.length, clock.sleepers]).toEqual([0, 1]);
    await clock.advance(1);
    expect(requests.map(({ atMs }) => atMs)).toEqual([4_000]);
    expect(observer.results).toMatchObject([{ outcome: { native: "WORKING" }, changed: true, atMs: 4_000 }]);
    expect(clock.sleepers).toBe(0);
  });

  it("is sent at once if it is due when the observer comes", async () => {
    const { poller, clock, requests } = await createLonePoller();
    poller.addObserver(createObserver(1_000));
    await clock.advance(0);
    expect(requests.map(({ atMs }) => atMs)).toEqual([1_000]);
  });

  it("has one timer, which changes with the moment alone", async () => {
    const { poller, clock, requests } = await createLonePoller();
    const orders: (readonly [dueMs: number, order: number])[] = [];
    const note = () => orders.push([poller.dueMs, poller.dueOrder]);
    const [first, same, sooner] = [createObserver(9_000), createObserver(9_000), createObserver(4_000)];
    for (const observer of [first, same, createObserver(Infinity), sooner]) {
      poller.addObserver(observer);
      note();
    }
    poller.removeObserver(sooner);
    note();
    const [[, start] = [0, 0]] = orders;
    expect(orders).toEqual([
      [9_000, start],
      [9_000, start],
      [9_000, start],
      [4_000, start + 1],
      [9_000, start + 2],
    ]);
    await clock.advance(7_999);
    expect(requests.length).toBe(0);
    for (const observer of poller.observers) poller.removeObserver(observer);
    await clock.advance(60_000);
    expect([requests.length, clock.sleepers, poller.heapIndex]).toEqual([0, 0, -1]);
  });

  it("gives way to a poll that begins before", async () => {
    const { poller, clock, requests } = await createLonePoller();
    poller.addObserver(createObserver(4_000));
    poller.begin(() => undefined, newExchangeRecord());
    expect(poller.nextPollAtMs).toBe(Infinity);
    await clock.advance(60_000);
    expect([requests.length, clock.sleepers]).toEqual([0, 0]);
  });

  it("is planned by the scheduler if there is one", async () => {
    const { poller, clock, requests } = await createLonePoller();
    const scheduler = elsewhere();
    poller.scheduler = scheduler;
    const observer = createObserver(1_000);
    poller.addObserver(observer);
    expect(scheduler.reschedule).toHaveBeenCalledTimes(1);
    poller.removeObserver(observer);
    expect(scheduler.reschedule).toHaveBeenCalledTimes(2);
    await clock.advance(60_000);
    expect([requests.length, clock.sleepers]).toEqual([0, 0]);
  });
});

describe("a poll that is due is held", () => {
  /** Whether a poller's poll is held at 5 s, and which of the observers are told. */
  async function heldFor(observers: readonly (readonly [nextPollAtMs: number, isPaused: boolean])[]) {
    const { poller, clock } = await createLonePoller();
    poller.scheduler = elsewhere();
    const all = observers.map(([nextPollAtMs, isPaused]) => createObserver(nextPollAtMs, { isPaused }));
    for (const observer of all) poller.addObserver(observer);
    await clock.advance(4_000);
    const isHeld = poller.isHeld();
    return { isHeld, called: all.flatMap(({ resumes }, n) => resumes.map(() => n)) };
  }

  it.each([
    ["no observer wants it", [], []],
    [
      "all that want it are paused",
      [
        [5_000, true],
        [4_000, true],
      ],
      [0, 1],
    ],
    [
      "only others read on, whose polls are due later",
      [
        [5_000, true],
        [5_001, false],
      ],
      [0],
    ],
    [
      "all are paused: those that want it call for it",
      [
        [9_000, true],
        [5_000, true],
      ],
      [1],
    ],
    [
      "no observer wants it yet and all are paused",
      [
        [9_000, true],
        [Infinity, true],
      ],
      [0, 1],
    ],
  ] as const)("if %s", async (_, observers, called) => {
    expect(await heldFor(observers)).toEqual({ isHeld: true, called });
  });

  it.each([
    ["its only observer reads on", [[5_000, false]]],
    [
      "one that wants it reads on",
      [
        [5_000, true],
        [5_000, false],
      ],
    ],
    [
      "those that are paused want a later one",
      [
        [9_000, true],
        [5_000, false],
      ],
    ],
    [
      "one of those whose polls are due later reads on, and none is due",
      [
        [9_000, true],
        [9_000, false],
      ],
    ],
  ] as const)("but not if %s", async (_, observers) => {
    expect(await heldFor(observers)).toEqual({ isHeld: false, called: [] });
  });

  it("until an observer that is read again calls for it", async () => {
    const { poller, clock, requests } = await createLonePoller();
    const observer = createObserver(1_000, { isPaused: true });
    poller.addObserver(observer);
    await clock.advance(30_000);
    expect([requests.length, observer.resumes.length]).toEqual([0, 1]);
    observer.isPaused = false;
    observer.resumes[0]?.();
    await clock.advance(0);
    expect(requests.map(({ atMs }) => atMs)).toEqual([31_000]);
  });
});

describe("an observer that leaves", () => {
  it("disposes the poller if it was the last one, and otherwise changes nothing for the rest", async () => {
    const { poller, clock, requests, disposed } = await createLonePoller();
    const [first, second] = [createObserver(4_000), createObserver(6_000)];
    poller.addObserver(first);
    poller.addObserver(second);
    poller.removeObserver(createObserver(4_000));
    expect(poller.observers).toEqual([first, second]);
    poller.removeObserver(first);
    expect([poller.observers, disposed]).toEqual([[second], []]);
    await clock.advance(5_000);
    expect(requests.map(({ atMs }) => atMs)).toEqual([6_000]);
    poller.removeObserver(second);
    poller.removeObserver(second);
    expect([poller.observers, disposed]).toEqual([[], [poller]]);
  });

  it("abandons the poll in flight if it was the last one, and gets no result of it", async () => {
    const { poller } = await createLonePoller();
    const [first, second] = [createObserver(Infinity), createObserver(Infinity)];
    poller.addObserver(first);
    poller.addObserver(second);
    const abandon = vi.fn<() => void>();
    const attempt = poller.begin(abandon, newExchangeRecord());
    poller.removeObserver(first);
    expect(abandon).not.toHaveBeenCalled();
    poller.removeObserver(second);
    expect(abandon).toHaveBeenCalledTimes(1);
    poller.settle(attempt, working);
    expect([second.results, poller.state.polls, attempt.isSettled]).toEqual([[], 0, false]);
  });

  it("abandons nothing with the result in its hands", async () => {
    const { poller, disposed } = await createLonePoller();
    const observer = createObserver(1_000, { onPoll: () => poller.removeObserver(observer) });
    poller.scheduler = elsewhere();
    poller.addObserver(observer);
    const abandon = vi.fn<() => void>();
    poller.settle(poller.begin(abandon, newExchangeRecord()), working);
    expect(abandon).not.toHaveBeenCalled();
    expect(disposed).toEqual([poller]);
  });

  it("while it gets the result may be followed by another, whose poll continues", async () => {
    const { poller, clock, requests } = await createLonePoller();
    const next = createObserver(1_000);
    const observer = createObserver(Infinity, {
      onPoll() {
        poller.removeObserver(observer);
        poller.addObserver(next);
      },
    });
    poller.addObserver(observer);
    poller.settle(
      poller.begin(() => undefined, newExchangeRecord()),
      working,
    );
    expect([poller.nextPollAtMs, next.results]).toEqual([Infinity, []]);
    await clock.advance(0);
    expect([requests.length, next.results.length]).toEqual([1, 1]);
  });
});
