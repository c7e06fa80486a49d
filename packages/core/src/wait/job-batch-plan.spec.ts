import { describe, expect, it, vi } from "vitest";
import type { ClientContext } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { Forecast } from "../model/schedule.ts";
import { batchedAcmeContract } from "../testing/acme-contract.ts";
import { type AcmeJobs, createAcmeProvider, idsIn } from "../testing/acme-provider.ts";
import { type TestObserver, createObserver } from "../testing/lone-poller.ts";
import { JobBatch } from "./job-batch.ts";
import { JobPoller } from "./job-poller.ts";
import { createPollState } from "./poll-state.ts";

/** A batch of no more than two jobs in a request: job 1 with the first observer, job 2 with the second, and so on. */
function createBatch(
  observers: readonly TestObserver[],
  jobs: AcmeJobs = () => "WORKING",
  change: (context: ClientContext) => ClientContext = (context) => context,
) {
  const acme = createAcmeProvider(jobs, batchedAcmeContract);
  const context = change(contextOf(acme.client));
  const batch = new JobBatch(context, { ...batchedAcmeContract.batch, maximum: 2 });
  const pollers = observers.map((observer, n) => {
    const poller = new JobPoller(context, `${n + 1}`, createPollState(0), (one) => batch.remove(one));
    batch.add(poller);
    poller.addObserver(observer);
    return poller;
  });
  const polled = () => acme.requests.map((request) => [request.atMs, idsIn(request).join()]);
  return { ...acme, context, batch, pollers, polled };
}

/** An observer that wants a poll at each of two moments. */
function createRepeated(firstMs: number, secondMs: number): TestObserver {
  const observer = createObserver(firstMs, {
    onPoll(result) {
      observer.results.push(result);
      observer.nextPollAtMs = observer.nextPollAtMs === firstMs ? secondMs : Infinity;
    },
  });
  return observer;
}

/** A job that ends by a moment, and no earlier poll is worth its price. */
const endingBy = (ms: number) => (): Forecast => ({ endTimes: [[ms, 1]], requestCostMs: 1_000_000 });

describe("a request for jobs that are due", () => {
  it.each([
    [
      "takes along those that are due next",
      [9_000, 5_000, 7_000],
      [
        [5_000, "2,3"],
        [9_000, "1"],
      ],
    ],
    [
      "takes no other along if it is full",
      [5_000, 5_000, 9_000],
      [
        [5_000, "1,2"],
        [9_000, "3"],
      ],
    ],
    [
      "is followed by one that takes another along if they don't fit into it",
      [5_000, 5_000, 9_000, 5_000, 8_000],
      [
        [5_000, "1,2"],
        [5_000, "4,5"],
        [9_000, "3"],
      ],
    ],
    ["takes no job along of which no poll is due", [5_000, Infinity, 8_000], [[5_000, "1,3"]]],
  ])("%s", async (_, times, expected) => {
    const { clock, polled } = createBatch(times.map((nextPollAtMs) => createObserver(nextPollAtMs)));
    await clock.advance(60_000);
    expect(polled()).toEqual(expected);
    expect(clock.sleepers).toBe(0);
  });

  it("leaves out a job before the provider's own time for it", async () => {
    const { clock, polled, pollers } = createBatch([5_000, 5_000, 5_000].map((atMs) => createObserver(atMs)));
    for (const [n, notBeforeMs] of [5_000, 5_001, 0].entries()) {
      const { state } = pollers[n] ?? {};
      if (state) state.notBeforeMs = notBeforeMs;
    }
    await clock.advance(5_000);
    expect(polled()).toEqual([[5_000, "1,3"]]);
  });

  it("leaves out a job whose updates are not read, until they are", async () => {
    const paused = createObserver(5_000, { isPaused: true });
    const { clock, polled } = createBatch([paused, createObserver(5_000), createObserver(5_000)]);
    await clock.advance(30_000);
    expect(polled()).toEqual([[5_000, "2,3"]]);
    paused.isPaused = false;
    paused.resumes[0]?.();
    await clock.advance(0);
    expect(polled()).toEqual([
      [5_000, "2,3"],
      [30_000, "1"],
    ]);
  });

  it("is recorded once for all of them", async () => {
    const observers = [createObserver(5_000), createObserver(5_000)];
    const { clock } = createBatch(observers);
    await clock.advance(5_000);
    const [first, second] = observers.map(({ results }) => results[0]?.exchange);
    expect(first).toEqual({ requests: 1, sentMs: 5_000, rateLimitMs: 0 });
    expect(second).toBe(first);
  });

  it("begins in the moment in which they become due", async () => {
    const { pollers } = createBatch([createObserver(0), createObserver(0)]);
    expect(pollers.map(({ nextPollAtMs }) => nextPollAtMs)).toEqual([0, 0]);
    await Promise.resolve();
    expect(pollers.map(({ nextPollAtMs }) => nextPollAtMs)).toEqual([Infinity, Infinity]);
  });
});

describe("the plan of a batch", () => {
  it("is for all of its jobs if their forecasts made it", async () => {
    const observers = [20_000, 30_000, 40_000].map((atMs) => createObserver(atMs, { forecast: endingBy(9_000) }));
    const { clock, polled, requests } = createBatch(observers);
    await clock.advance(60_000);
    expect(polled()).toEqual([
      [9_000, "1,2"],
      [9_000, "3"],
    ]);
    // The one that is left over needs no other request than a job alone.
    expect(requests[1]?.url).toBe("https://shop.acme.example/v1/main/jobs/3");
  });

  it("is the job's own if there is one job only, or one is left", async () => {
    const alone = createBatch([createObserver(4_000, { forecast: endingBy(9_000) })]);
    await alone.clock.advance(60_000);
    expect(alone.polled()).toEqual([[4_000, "1"]]);
    const leaving = createObserver(6_000);
    const left = createBatch([createObserver(4_000, { forecast: endingBy(9_000) }), leaving]);
    await left.clock.advance(1_000);
    left.pollers[1]?.removeObserver(leaving);
    await left.clock.advance(60_000);
    expect(left.polled()).toEqual([[4_000, "1"]]);
    expect(left.requests[0]?.url).toBe("https://shop.acme.example/v1/main/jobs/1");
  });

  it("holds the poll of one job whose updates are not read", async () => {
    const paused = createObserver(4_000, { isPaused: true });
    const { clock, polled } = createBatch([paused]);
    await clock.advance(60_000);
    expect([polled(), paused.resumes.length]).toEqual([[], 1]);
  });

  it("is made once for all that changes together, and anew when more does", async () => {
    const observers = [7_000, 5_000, 6_000].map((atMs) => createObserver(atMs));
    const { clock, context, batch, polled } = createBatch(observers);
    const set = vi.spyOn(context.engine.timers, "set");
    const planned = () => set.mock.calls.map(([, atMs]) => atMs);
    await Promise.resolve();
    expect(planned()).toEqual([5_000]);
    for (const observer of observers) observer.nextPollAtMs = 8_000;
    batch.reschedule();
    batch.reschedule();
    await Promise.resolve();
    expect(planned()).toEqual([5_000, 8_000]);
    for (const observer of observers) observer.nextPollAtMs = Infinity;
    batch.reschedule();
    await Promise.resolve();
    expect([planned(), clock.sleepers]).toEqual([[5_000, 8_000, Infinity], 0]);
    await clock.advance(60_000);
    expect(polled()).toEqual([]);
  });

  it("learns from jobs that have ended in it", async () => {
    const known: (readonly number[])[] = [];
    const ending = createRepeated(1_000, 5_000);
    const running = createObserver(60_000, {
      onPoll: () => undefined,
      forecast: ({ durationsMs }) => void known.push(durationsMs),
    });
    const { clock, polled } = createBatch([ending, running], (id, atMs) =>
      id === "1" && atMs >= 5_000 ? "DONE" : "WORKING",
    );
    await clock.advance(10_000);
    expect(polled()).toEqual([
      [1_000, "1,2"],
      [5_000, "1,2"],
    ]);
    // Before the first poll, after it, and after the second, which saw the end of a job that had been seen before.
    expect(known).toEqual([[], [], [5_000]]);
  });
});

describe("each job of a request gets", () => {
  /** What polls of jobs 1 and 2 at 1 s and 5 s come to. */
  async function outcomesOf(jobs: AcmeJobs, change?: (context: ClientContext) => ClientContext) {
    const observers = [createRepeated(1_000, 5_000), createRepeated(1_000, 5_000)];
    const { clock, polled } = createBatch(observers, jobs, change);
    await clock.advance(60_000);
    expect(polled()).toEqual([
      [1_000, "1,2"],
      [5_000, "1,2"],
    ]);
    return observers.map(({ results }) => results.map(({ outcome }) => outcome));
  }

  it("the error that it isn't found if it is left out, or is gone if it was seen", async () => {
    const [first, second] = await outcomesOf((id, atMs) => ((id === "1") === atMs < 5_000 ? "WORKING" : undefined));
    expect(first).toMatchObject([
      { native: "WORKING" },
      { code: "gone", jobId: "1", lastStatus: { id: "1", native: "WORKING" } },
    ]);
    expect(second).toMatchObject([{ code: "not-found", jobId: "2" }, { native: "WORKING" }]);
    expect(second?.[0]).not.toHaveProperty("lastStatus");
  });

  it("the error of the whole request, as one about itself", async () => {
    const outcomes = await outcomesOf((_, atMs) => {
      if (atMs < 5_000) return "WORKING";
      throw new TypeError("fetch failed");
    });
    expect(outcomes).toMatchObject(
      ["1", "2"].map((id) => [
        { native: "WORKING" },
        { code: "unavailable", jobId: id, lastStatus: { id, native: "WORKING" } },
      ]),
    );
  });

  it("an unexpected fault with its cause", async () => {
    const fault = new Error("it broke");
    const parts = {
      get readers(): never {
        throw fault;
      },
    };
    const outcomes = await outcomesOf(
      () => "WORKING",
      (context) => ({ ...context, parts }),
    );
    const message = 'acme showJob job "1": an unexpected fault: it broke';
    expect(outcomes[0]?.[0]).toMatchObject({ code: "unavailable", jobId: "1", message, cause: fault });
  });
});
