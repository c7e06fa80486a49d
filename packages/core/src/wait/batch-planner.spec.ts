import { describe, expect, it } from "vitest";
import { contextOf } from "../context/context-of.ts";
import type { JobState } from "../model/job-state.ts";
import type { Forecast } from "../model/schedule.ts";
import { newExchangeRecord } from "../request/exchange.ts";
import { createAcmeClient } from "../testing/acme-client.ts";
import { BatchPlanner } from "./batch-planner.ts";
import { JobPoller } from "./job-poller.ts";
import type { KindDurations, PollObserver } from "./poll-observer.ts";
import { createPollState } from "./poll-state.ts";

const { client, clock } = createAcmeClient([]);
const context = contextOf(client);

type Observers = readonly (Partial<PollObserver> & Pick<PollObserver, "nextPollAtMs">)[];

/** The poller of a job whose wait began at 0 of a clock that stands there, with these observers. */
const pollerWith = (...observers: Observers) => pollerSince(0, ...observers);

/** The poller of a job whose wait began at a moment, with these observers. */
function pollerSince(startedMs: number, ...observers: Observers): JobPoller {
  const poller = new JobPoller(context, "7", createPollState(startedMs), () => {});
  // What it would plan by itself is not looked at.
  poller.scheduler = { reschedule: () => {} };
  for (const observer of observers) {
    poller.addObserver({ isPaused: false, onPoll: () => {}, onHeld: () => {}, ...observer });
  }
  return poller;
}

/** A job that ends at one moment, for which the request is planned. */
const endingAt = (ms: number) => (): Forecast => ({ endTimes: [[ms, 1]], requestCostMs: 1 });
const plan = (pollers: readonly JobPoller[], nowMs = 0) => new BatchPlanner(100).plan(pollers, nowMs);

describe("the next request for jobs without a forecast", () => {
  it.each([
    [[5_000], 5_000],
    [[5_000, 1_000, 4_000], 1_000],
    [[5_000, 1_000, 4_000, 2_000], 2_000],
    [[8_000, 7_000, 6_000, 5_000, 4_000, 3_000, 2_000, 1_000], 3_000],
  ])("comes when a quarter of them has waited: %j", (times, atMs) => {
    expect(plan(times.map((nextPollAtMs) => pollerWith({ nextPollAtMs })))).toEqual({ atMs, isForAll: false });
  });

  it("comes never if no poll is due", () => {
    expect(plan([])).toEqual({ atMs: Infinity, isForAll: false });
    expect(plan([pollerWith(), pollerWith({ nextPollAtMs: Infinity })])).toEqual({ atMs: Infinity, isForAll: false });
  });
});

describe("the next request for jobs with forecasts", () => {
  it("comes when the forecasts of all say, and is about all", () => {
    const jobs = [pollerWith({ nextPollAtMs: 1_000, forecast: endingAt(9_000) })];
    expect(plan(jobs)).toEqual({ atMs: 9_000, isForAll: true });
  });

  it("comes no sooner than 20 ms from now", () => {
    const jobs = [pollerWith({ nextPollAtMs: 1_000, forecast: endingAt(9_000) })];
    expect(plan(jobs, 9_000)).toEqual({ atMs: 9_020, isForAll: true });
  });

  it("comes no later than the final poll of any observer", () => {
    const late = { nextPollAtMs: 1_000, forecast: endingAt(9_000), finalPollAtMs: 7_000 };
    const jobs = [pollerWith(late, { nextPollAtMs: 2_000, finalPollAtMs: 6_000 })];
    expect(plan(jobs)).toEqual({ atMs: 6_000, isForAll: true });
  });

  it.each([
    [8_999, { atMs: 8_999, isForAll: false }],
    [9_000, { atMs: 9_000, isForAll: true }],
  ])("waits for no job without a forecast that is due before: at %i ms", (nextPollAtMs, expected) => {
    const jobs = [pollerWith({ nextPollAtMs: 1_000, forecast: endingAt(9_000) }), pollerWith({ nextPollAtMs })];
    expect(plan(jobs)).toEqual(expected);
  });

  it("counts each forecast from the moment at which the job's wait began", () => {
    const jobs = [pollerSince(2_000, { nextPollAtMs: 3_000, forecast: endingAt(9_000) })];
    expect(plan(jobs, 2_000)).toEqual({ atMs: 11_000, isForAll: true });
  });

  // A poll at the part x of the 9 s saves two jobs 4x(1 - x) requests' worth of lag. It costs 2(1 - x) if each job needs a request of
  // its own, so x is 3/4; and 1 - x² if one is enough while either runs, so x is 2/3: of the plan's 128 steps, the 85th.
  it.each([
    [1, 6_750],
    [100, (9_000 * 85) / 128],
  ])("weighs the requests that they need with %i jobs in each", (jobsPerRequest, atMs) => {
    const forecast = (): Forecast => ({ endTimes: [[9_000, 1]], requestCostMs: 4_500 });
    const jobs = [pollerWith({ nextPollAtMs: 1_000, forecast }), pollerWith({ nextPollAtMs: 1_000, forecast })];
    expect(new BatchPlanner(jobsPerRequest).plan(jobs, 0)).toEqual({ atMs, isForAll: true });
  });

  it("is not about a job whose poll is in flight", () => {
    const polled = pollerWith({ nextPollAtMs: 1_000, forecast: endingAt(5_000), finalPollAtMs: 4_000 });
    polled.begin(() => {}, newExchangeRecord());
    const jobs = [polled, pollerWith({ nextPollAtMs: 1_000, forecast: endingAt(9_000) })];
    expect(plan(jobs)).toEqual({ atMs: 9_000, isForAll: true });
  });

  it("decides by the observer whose poll is due first, whether it has a forecast", () => {
    const jobs = [pollerWith({ nextPollAtMs: 2_000, forecast: endingAt(9_000) }, { nextPollAtMs: 1_000 })];
    expect(plan(jobs)).toEqual({ atMs: 1_000, isForAll: false });
  });

  it("takes a job whose forecast is missing as one without", () => {
    const jobs = [pollerWith({ nextPollAtMs: 1_000, forecast: () => undefined })];
    expect(plan(jobs)).toEqual({ atMs: 1_000, isForAll: false });
  });
});

describe("what a forecast is made from", () => {
  /** What the forecast of each of some jobs without a kind gets, after jobs that have ended. */
  function knownAfter(
    ended: readonly [JobState, polls: number, kind?: string][],
    kinds: (string | undefined)[] = [undefined],
  ) {
    const planner = new BatchPlanner(100);
    for (const [state, polls, kind] of ended) {
      const poller = pollerWith({ nextPollAtMs: 0, kind });
      poller.state.polls = polls;
      planner.note(poller, { provider: "acme", id: "7", state, native: state, raw: {} });
    }
    const known: KindDurations[] = [];
    const jobs = kinds.map((kind) =>
      pollerWith({
        nextPollAtMs: 0,
        kind,
        durationsMs: [77],
        forecast(given) {
          known.push(given);
          return undefined;
        },
      }),
    );
    planner.plan(jobs, clock.now() + 500);
    return known;
  }

  it("is how long jobs without a kind took that ended here, and how long the others have run", async () => {
    await clock.advance(4_000);
    expect(
      knownAfter([
        ["succeeded", 1],
        ["failed", 3],
      ]),
    ).toMatchObject([{ durationsMs: [4_000, 4_000], runningMs: [4_500] }]);
  });

  it("counts from the moment at which the wait for each job began, even if it has left", () => {
    const planner = new BatchPlanner(100);
    const nowMs = clock.now();
    for (const ended of [pollerSince(nowMs - 700, { nextPollAtMs: 0 }), pollerSince(nowMs - 900)]) {
      ended.state.polls = 1;
      planner.note(ended, { provider: "acme", id: "7", state: "succeeded", native: "DONE", raw: {} });
    }
    const known: KindDurations[] = [];
    const forecast = (given: KindDurations) => void known.push(given);
    planner.plan([pollerSince(nowMs - 300, { nextPollAtMs: 0, forecast })], nowMs + 50);
    expect(known).toMatchObject([{ durationsMs: [700, 900], runningMs: [350] }]);
  });

  it("is nothing of a kind whose observer knows nothing", () => {
    const known: KindDurations[] = [];
    const forecast = (given: KindDurations) => void known.push(given);
    plan([pollerWith({ nextPollAtMs: 0, kind: "import", forecast })]);
    expect(known).toMatchObject([{ durationsMs: [], runningMs: [0] }]);
  });

  it("is nothing of a job that runs, that had ended when it was first seen, or that is of a kind", () => {
    expect(
      knownAfter([
        ["running", 1],
        ["succeeded", 0],
        ["succeeded", 1, "import"],
      ])[0]?.durationsMs,
    ).toEqual([]);
  });

  it("is the last 200 jobs", () => {
    expect(knownAfter(Array.from({ length: 201 }, () => ["succeeded", 1]))[0]?.durationsMs.length).toBe(200);
  });

  it("is of a kind what its observer knows, and the same for all of its jobs", () => {
    const [one, other, none] = knownAfter([["succeeded", 1]], ["import", "import", undefined]);
    expect(one?.durationsMs).toEqual([77]);
    expect(one?.runningMs.length).toBe(2);
    expect(other).toBe(one);
    expect(none?.durationsMs.length).toBe(1);
  });
});
