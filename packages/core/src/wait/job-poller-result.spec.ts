import { describe, expect, it } from "vitest";
import type { JobEvent } from "../context/job-event.ts";
import type { Contract } from "../contract/contract.ts";
import type { JobStatus } from "../model/job-status.ts";
import { newExchangeRecord } from "../request/exchange.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createLonePoller, createObserver, done, working } from "../testing/lone-poller.ts";
import { JobPoller } from "./job-poller.ts";
import { createPollState } from "./poll-state.ts";

describe("the result of a poll", () => {
  it("says what came of it, when, by which chance, and whether it changed anything", async () => {
    const { poller, clock } = await createLonePoller({ random: () => 0.25 });
    const observer = createObserver(Infinity);
    poller.addObserver(observer);
    const [first, second] = [newExchangeRecord(), newExchangeRecord()];
    await clock.advance(2_000);
    poller.settle(
      poller.begin(() => undefined, first),
      working,
    );
    await clock.advance(500);
    poller.settle(
      poller.begin(() => undefined, second),
      { ...working },
    );
    expect(observer.results).toEqual([
      { outcome: working, changed: true, atMs: 3_000, random: 0.25, exchange: first },
      { outcome: working, changed: false, atMs: 3_500, random: 0.25, exchange: second },
    ]);
    expect(observer.results[1]?.exchange).toBe(second);
    expect(poller.state).toMatchObject({ polls: 2, changedMs: 3_000, random: 0.25 });
  });

  it("is what an observer begins with that comes later, unless the poll failed", async () => {
    const { poller, clock, context } = await createLonePoller({ random: () => 0.25 });
    const settle = (outcome: JobStatus | ReturnType<typeof context.error>) =>
      poller.settle(
        poller.begin(() => undefined, { ...newExchangeRecord(), requests: 1 }),
        outcome,
      );
    expect(poller.lastResult).toBeUndefined();
    await clock.advance(2_000);
    settle(working);
    settle({ ...working });
    // No request was sent for it.
    const exchange = { requests: 0, sentMs: undefined, rateLimitMs: 0 };
    expect(poller.lastResult).toEqual({ outcome: working, changed: true, atMs: 3_000, random: 0.25, exchange });
    settle(context.error("unavailable", "it rests", {}));
    expect(poller.lastResult).toBeUndefined();
    settle(done);
    expect(poller.lastResult?.outcome).toBe(done);
  });

  it("is known to every observer before another poll is planned", async () => {
    const { poller } = await createLonePoller();
    const seen: number[] = [];
    const observers = [2_000, 3_000].map((nextPollAtMs) =>
      createObserver(nextPollAtMs, { onPoll: () => seen.push(poller.nextPollAtMs) }),
    );
    for (const observer of observers) poller.addObserver(observer);
    poller.settle(
      poller.begin(() => undefined, newExchangeRecord()),
      working,
    );
    expect([seen, poller.nextPollAtMs]).toEqual([[Infinity, Infinity], 2_000]);
  });

  it("is the error of a function for chance that throws, with no chance", async () => {
    const random = () => {
      throw new Error("no chance");
    };
    const { poller } = await createLonePoller({ random });
    const observer = createObserver(Infinity);
    poller.addObserver(observer);
    poller.settle(
      poller.begin(() => undefined, newExchangeRecord()),
      working,
    );
    expect(observer.results).toMatchObject([{ outcome: { code: "unavailable", jobId: "7" }, random: 0 }]);
    expect(poller.state).toMatchObject({ random: 0, failures: 1, polls: 0 });
  });
});

describe("the moment before which a job must not be polled", () => {
  /** What is known after a poll that ends at 3 s. */
  async function stateAfter(
    outcome: JobStatus | { readonly retryAfterMs?: number },
    record = {},
    contract: Contract = acmeContract,
    heldUntilMs = 0,
  ) {
    const { poller, clock, context } = await createLonePoller({}, contract);
    poller.addObserver(createObserver(Infinity));
    context.jobRateLimit?.holdUntil(poller.limitKey, heldUntilMs);
    const attempt = poller.begin(() => undefined, { ...newExchangeRecord(), ...record });
    await clock.advance(2_000);
    poller.settle(attempt, "state" in outcome ? outcome : context.error("unavailable", "it rests", outcome));
    return poller.state;
  }

  it.each([
    ["a status that comes alone", working, {}, 3_000],
    ["a status with a Retry-After", working, { rateLimitMs: 700 }, 3_700],
    ["an error", {}, {}, 3_000],
    ["an error with a delay", { retryAfterMs: 5_000 }, {}, 8_000],
    ["an error with a delay that is longer than its response's", { retryAfterMs: 5_000 }, { rateLimitMs: 700 }, 8_000],
    ["an error with a delay that is shorter than its response's", { retryAfterMs: 700 }, { rateLimitMs: 5_000 }, 8_000],
  ])("after %s", async (_, outcome, record, notBeforeMs) => {
    expect((await stateAfter(outcome, record)).notBeforeMs).toBe(notBeforeMs);
  });

  it.each([
    ["is that of the limit for each job if that is later", 20_000, 20_000],
    ["is not that of the limit for each job if that is sooner", 6_000, 8_000],
  ])("%s", async (_, heldUntilMs, notBeforeMs) => {
    const { notBeforeMs: found } = await stateAfter({ retryAfterMs: 5_000 }, {}, limitedAcmeContract, heldUntilMs);
    expect(found).toBe(notBeforeMs);
  });

  it("an error that names one isn't a failure, even if it names now", async () => {
    expect((await stateAfter({ retryAfterMs: 0 })).failures).toBe(0);
    expect((await stateAfter({})).failures).toBe(1);
  });

  it("the time of a response counts from its request, if one was sent", async () => {
    expect((await stateAfter(working, { sentMs: 1_200 })).maxLatencyMs).toBe(1_800);
    expect((await stateAfter(working)).maxLatencyMs).toBe(0);
  });
});

describe("the listener of one poller", () => {
  /** A poller that settles what a test gives it, and what its listener was told of that. */
  async function createTold() {
    const told: JobEvent[] = [];
    const poller = await createLonePoller({ onEvent: (event) => told.push(event) });
    const settle = (outcome: JobStatus | ReturnType<typeof poller.context.error>, record = {}) => {
      told.length = 0;
      poller.poller.settle(
        poller.poller.begin(() => undefined, { ...newExchangeRecord(), ...record }),
        outcome,
      );
    };
    return { ...poller, told, settle };
  }

  it("is told once that the job is polled, however many wait for it", async () => {
    const { poller, told } = await createTold();
    for (const _ of [1, 2, 3]) poller.addObserver(createObserver(Infinity));
    expect(told).toEqual([{ type: "polling-started", provider: "acme", id: "7", atMs: 1_000 }]);
  });

  it("is told of a change with the estimate of the first observer that has one", async () => {
    const { poller, told, settle } = await createTold();
    const [first, second] = [0.1, 0.2].map((confidence) => ({ at: "1970-01-01T00:00:09Z", confidence }));
    poller.addObserver(createObserver(Infinity));
    poller.addObserver(createObserver(Infinity, { estimatedEnd: () => undefined }));
    poller.addObserver(createObserver(Infinity, { estimatedEnd: () => first }));
    poller.addObserver(createObserver(Infinity, { estimatedEnd: () => second }));
    settle(working);
    expect(told).toMatchObject([{ type: "changed", status: working, estimatedEnd: first }]);
  });

  it("is told of a change without an estimate if there is none, and of no change nothing", async () => {
    const { poller, told, settle } = await createTold();
    poller.addObserver(createObserver(5_000));
    settle(working);
    expect(told.map((event) => [event.type, "estimatedEnd" in event])).toEqual([["changed", false]]);
    // A Retry-After beside a status refuses nothing.
    settle({ ...working }, { rateLimitMs: 700 });
    expect(told).toEqual([]);
    settle(done);
    expect(told.map(({ type }) => type)).toEqual(["changed", "ended"]);
    settle({ ...done });
    expect(told.map(({ type }) => type)).toEqual(["ended"]);
  });

  it("is told of an error how long the provider wants no poll, and when the next one comes, if any", async () => {
    const { poller, context, told, settle } = await createTold();
    const observer = createObserver(9_000, { onPoll: () => undefined });
    poller.addObserver(observer);
    settle(context.error("unavailable", "it rests", {}));
    expect(told).toMatchObject([{ type: "retry-scheduled", nextAtMs: 9_000, error: { code: "unavailable" } }]);
    settle(context.error("unavailable", "it rests", { retryAfterMs: 5_000 }));
    expect(told).toMatchObject([
      { type: "rate-limited", untilMs: 6_000 },
      { type: "retry-scheduled", nextAtMs: 9_000 },
    ]);
    observer.nextPollAtMs = Infinity;
    settle(context.error("unavailable", "it rests", {}));
    expect(told).toEqual([]);
  });
});

describe("the request of a poller", () => {
  it("names the job for its limit by its URL and its ID", async () => {
    const { poller } = await createLonePoller();
    expect(poller.limitKey).toBe("https://shop.acme.example/v1/main/jobs/7 7");
    expect(poller.request).toEqual({ url: "https://shop.acme.example/v1/main/jobs/7", method: "GET" });
  });

  it("is made once if it has a body, and otherwise for each poll, since a job that sleeps needs none", async () => {
    const { poller, context } = await createLonePoller();
    const parts = { ...context.parts, createBody: () => "<Ask />" };
    const withBody = new JobPoller({ ...context, parts }, "7", createPollState(0), () => undefined);
    expect(withBody.request).toMatchObject({ body: "<Ask />" });
    expect(withBody.request).toBe(withBody.request);
    expect(poller.request).not.toBe(poller.request);
  });

  it("is kept until it is recorded only if the provider has a limit for each job", async () => {
    const unrecordedWith = async (contract: Contract) => {
      const { poller, clock } = await createLonePoller({}, contract);
      poller.addObserver(createObserver(1_000));
      const during = poller.state.unrecorded !== undefined;
      await clock.advance(0);
      expect([poller.state.polls, poller.state.unrecorded]).toEqual([1, undefined]);
      return during;
    };
    expect([await unrecordedWith(acmeContract), await unrecordedWith(limitedAcmeContract)]).toEqual([false, true]);
  });

  it("is refused at once for an ID that no URL can hold", async () => {
    const { context } = await createLonePoller();
    expect(() => new JobPoller(context, "\ud800", createPollState(0), () => undefined)).toThrow(URIError);
  });
});
