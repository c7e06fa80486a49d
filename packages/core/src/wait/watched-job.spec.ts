import { describe, expect, it, vi } from "vitest";
import type { JobEvent } from "../context/job-event.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import { jobIn } from "../testing/acme-client.ts";
import { operationsContract } from "../testing/acme-operations.ts";
import { NotedJob, SEEN_TWICE, createWatcher } from "../testing/noted-job.ts";
import { fingerprintOf } from "./fingerprint-of.ts";
import { resolveWaitOptions } from "./resolve-wait-options.ts";
import type { UpdateReader } from "./update-reader.ts";
import { WatchedJob } from "./watched-job.ts";

/** A job that says nothing of its exchanges, and has no reader. */
class PlainJob extends WatchedJob {
  protected onUpdate(): void {
    // What it reports does not matter.
  }
}

const WORKING = jobIn("WORKING");
const DONE = jobIn("DONE");
/** What is read of the response WORKING. */
const KNOWN = { provider: "acme", id: "7", state: "running", native: "WORKING", raw: undefined } as const;

/** A deferred job, what it was called with, and a way to let it arrive. */
function createDeferred() {
  let [resolve, reject]: [(job: JobTarget) => void, (cause: unknown) => void] = [() => undefined, () => undefined];
  const arrival = new Promise<JobTarget>((...ends) => ([resolve, reject] = ends));
  return { target: vi.fn<DeferredJob>(() => arrival), resolve, reject };
}

describe("a watched job that has not started", () => {
  it("knows what the caller has named, and polls nothing", async () => {
    const { clock, requests, watch } = createWatcher([WORKING]);
    const job = watch();
    expect([job.id, job.lastStatus, job.nextPollAtMs, job.isPaused]).toEqual(["7", undefined, Infinity, false]);
    expect([job.kind, job.durationsMs, job.estimatedEnd(), job.finalPollAtMs]).toEqual([
      undefined,
      [],
      undefined,
      59_900,
    ]);
    await clock.advance(60_000);
    expect([requests.length, job.updates]).toEqual([0, []]);
  });

  it("has the token of a wait that begins now", async () => {
    const { clock, watch } = createWatcher([]);
    await clock.advance(5_000);
    expect(watch().resumeToken()).toEqual({
      ...SEEN_TWICE,
      startedAtMs: 5_000,
      createdAtMs: 5_000,
      minDelayMs: 0,
      polls: 0,
    });
  });

  it("has a token that names the operation, and continues from the token that the caller passed", async () => {
    const { clock, watch } = createWatcher([], {}, operationsContract);
    await clock.advance(3_000);
    expect(watch({ id: "7", operation: "task", token: SEEN_TWICE }).resumeToken()).toMatchObject({
      operation: "task",
      startedAtMs: 0,
      createdAtMs: 3_000,
      minDelayMs: 5_000,
      polls: 2,
    });
  });

  it("can be left, and does not start any more", async () => {
    const { clock, requests, watch } = createWatcher([WORKING]);
    const job = watch();
    job.leave();
    job.start();
    await clock.advance(60_000);
    expect([requests.length, job.updates, clock.sleepers]).toEqual([0, [], 0]);
  });

  it("can be aborted, with the job's ID and token", () => {
    const { requests, watch } = createWatcher([WORKING]);
    const job = watch({ id: "7", token: SEEN_TWICE });
    job.abort(AbortSignal.abort("enough"));
    job.start();
    expect([job.updates, requests.length]).toEqual([["aborted (last)"], 0]);
    expect(job.error).toMatchObject({ jobId: "7", cause: "enough", resume: { polls: 2, minDelayMs: 8_000 } });
  });
});

describe("what a watched job reports", () => {
  it("is the same if it is started twice", async () => {
    const { clock, requests, watch } = createWatcher([WORKING, DONE]);
    const job = watch();
    job.start();
    job.start();
    await clock.advance(60_000);
    expect([job.updates, requests.length, clock.sleepers]).toEqual([["WORKING", "DONE (last)"], 2, 0]);
  });

  it("is nothing if a listener leaves it when the polling starts", async () => {
    const { clock, requests, watch } = createWatcher([WORKING], {
      onEvent: ({ type }) => type === "polling-started" && job.leave(),
    });
    const job = watch();
    job.start();
    expect(clock.sleepers).toBe(0);
    await clock.advance(60_000);
    expect([job.updates, requests.length]).toEqual([[], 0]);
  });

  it("is one error, even if a listener aborts it at the event of the error", async () => {
    const { clock, watch } = createWatcher([{ status: 403 }], {
      onEvent: ({ type }) => type === "failed" && job.abort(AbortSignal.abort()),
    });
    const job = watch();
    job.start();
    await clock.advance(0);
    expect([job.updates, clock.sleepers]).toEqual([["forbidden (last)"], 0]);
  });

  it("is the first status, each change, and the end, once", async () => {
    const { clock, watch } = createWatcher([WORKING, WORKING, jobIn("WORKING", { text: "half" }), DONE]);
    const job = watch();
    job.start();
    await clock.advance(60_000);
    expect(job.updates).toEqual(["WORKING", "WORKING", "DONE (last)"]);
    expect(job.exchanges).toEqual([1, 1, 1, 1]);
    expect([job.lastStatus?.native, job.id, clock.sleepers]).toEqual(["DONE", "7", 0]);
  });

  it("is the first status also if the token knows it already", async () => {
    const fingerprint = fingerprintOf(KNOWN);
    const { clock, watch } = createWatcher([WORKING]);
    const job = watch({ id: "7", token: { ...SEEN_TWICE, minDelayMs: 0, fingerprint } });
    job.start();
    await clock.advance(20_000);
    expect([job.updates, job.exchanges.length]).toEqual([["WORKING"], 3]);
    job.leave();
  });

  it("is the status at which until is true, as the last", async () => {
    const { clock, watch } = createWatcher([WORKING]);
    const job = watch({ id: "7" }, { until: () => true });
    job.start();
    await clock.advance(60_000);
    expect([job.updates, clock.sleepers]).toEqual([["WORKING (last)"], 0]);
  });

  it("is the error, with what is known of the job, and an event", async () => {
    const failed: JobEvent[] = [];
    const { clock, watch } = createWatcher([WORKING, { status: 403 }], {
      onEvent: (event: JobEvent) => {
        if (event.type === "failed") failed.push(event);
      },
    });
    const job = watch();
    job.start();
    await clock.advance(60_000);
    expect(job.updates).toEqual(["WORKING", "forbidden (last)"]);
    expect(job.error).toMatchObject({ jobId: "7", lastStatus: { native: "WORKING" }, resume: { id: "7", polls: 1 } });
    expect(failed).toMatchObject([{ type: "failed", id: "7", error: { code: "forbidden", resume: { polls: 1 } } }]);
    expect(clock.sleepers).toBe(0);
  });

  it("is nothing after it was left, nor after an abort that follows", async () => {
    const { clock, requests, watch } = createWatcher([WORKING]);
    const job = watch();
    job.start();
    await clock.advance(1_000);
    job.leave();
    job.leave();
    job.abort(AbortSignal.abort());
    job.onTimer();
    await clock.advance(60_000);
    expect([job.updates, requests.length, clock.sleepers]).toEqual([["WORKING"], 1, 0]);
  });

  it("is one abort only", async () => {
    const { clock, watch } = createWatcher([{ status: 503 }]);
    const job = watch();
    job.start();
    await clock.advance(500);
    job.abort(AbortSignal.abort("first"));
    job.abort(AbortSignal.abort("second"));
    expect(job.updates).toEqual(["aborted (last)"]);
    expect(job.error).toMatchObject({ cause: "first", resume: { failures: 1 } });
    expect(job.error?.message).toBe(
      'acme showJob job "7": the caller\'s signal was aborted; the last request failed: acme showJob job "7": HTTP 503',
    );
  });
});

describe("a watched job whose response must be read first", () => {
  it("is read until the timeout, and has no ID and no token before", async () => {
    const { clock, requests, watch } = createWatcher([DONE]);
    const { target, resolve } = createDeferred();
    const job = watch(target);
    expect([job.id, job.resumeToken(), target.mock.calls.length]).toEqual([undefined, undefined, 0]);
    await clock.advance(4_000);
    job.start();
    const [[signal, ms] = []] = target.mock.calls;
    expect([signal?.aborted, ms]).toEqual([false, 56_000]);
    expect([job.id, job.resumeToken(), job.durationsMs]).toEqual([undefined, undefined, []]);
    resolve({ id: "9" });
    await clock.advance(0);
    expect([job.id, job.updates, requests.length]).toEqual(["9", ["DONE (last)"], 1]);
  });

  it("that is aborted ends the reading with the reason, and is not polled when it arrives", async () => {
    const { clock, requests, watch } = createWatcher([DONE]);
    const { target, resolve } = createDeferred();
    const job = watch(target);
    job.start();
    job.abort(AbortSignal.abort("enough"));
    const signal = target.mock.calls[0]?.[0];
    expect([signal?.aborted, signal?.reason]).toEqual([true, "enough"]);
    expect([job.updates, job.error?.resume, job.error?.jobId]).toEqual([["aborted (last)"], undefined, undefined]);
    resolve({ id: "9" });
    await clock.advance(60_000);
    expect([job.id, requests.length, clock.sleepers]).toEqual([undefined, 0, 0]);
  });

  it("that was left before it started is not read", () => {
    const { target } = createDeferred();
    const job = createWatcher([]).watch(target);
    job.leave();
    job.start();
    expect(target).not.toHaveBeenCalled();
  });

  it("that is left ends the reading, and reports nothing, even if the reading fails", async () => {
    const { clock, watch } = createWatcher([DONE]);
    const { target, reject } = createDeferred();
    const job = watch(target);
    job.start();
    job.leave();
    expect(target.mock.calls[0]?.[0]?.aborted).toBe(true);
    reject(new Error("left"));
    await clock.advance(0);
    expect(job.updates).toEqual([]);
  });

  it("that arrives at the timeout is not polled", async () => {
    const { clock, requests, watch } = createWatcher([DONE]);
    const { target, resolve } = createDeferred();
    const job = watch(target, { timeoutMs: 5_000 });
    job.start();
    await clock.advance(5_000);
    resolve({ id: "9" });
    await clock.advance(0);
    expect([job.updates, requests.length, clock.sleepers]).toEqual([["timeout (last)"], 0, 0]);
    expect(job.error).toMatchObject({ jobId: "9", resume: { id: "9", polls: 0 } });
  });

  it("fails as the reading does", async () => {
    const { clock, watch } = createWatcher([DONE]);
    const { target, reject } = createDeferred();
    const job = watch(target);
    job.start();
    reject(new Error("torn"));
    await clock.advance(0);
    expect(job.updates).toEqual(["unavailable (last)"]);
    expect(job.error).toMatchObject({ message: "acme showJob: an unexpected fault: torn", cause: new Error("torn") });
  });

  it("can't be ended by its timeout before it has arrived", () => {
    const job = createWatcher([]).watch(createDeferred().target);
    job.start();
    job.onTimer();
    expect(job.updates).toEqual([]);
  });
});

describe("a stall", () => {
  it("is told once at the first response from its time on, and again after a change", async () => {
    const onStall = vi.fn<(status: unknown) => void>();
    const { clock, watch } = createWatcher([jobIn("QUEUED"), jobIn("QUEUED"), jobIn("QUEUED"), WORKING]);
    const job = watch({ id: "7" }, { stallMs: 7_000, onStall });
    job.start();
    const told: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      told.push(onStall.mock.calls.length);
      await clock.advance(n === 0 ? 0 : 7_000);
    }
    // Responses come at 0, 7, 14, 21 (the change), 28 and 35 s.
    expect([...told, onStall.mock.calls.length]).toEqual([0, 0, 1, 1, 1, 2, 2]);
    expect(onStall.mock.calls).toMatchObject([[{ native: "QUEUED" }], [{ native: "WORKING" }]]);
    job.leave();
  });

  it("is not told of a job that ends then, and needs no function", async () => {
    const onStall = vi.fn<(status: unknown) => void>();
    const { clock, watch } = createWatcher([WORKING, DONE]);
    const job = watch({ id: "7" }, { stallMs: 7_000, onStall });
    job.start();
    await clock.advance(7_000);
    expect([job.updates, onStall.mock.calls.length]).toEqual([["WORKING", "DONE (last)"], 0]);
    const silent = createWatcher([WORKING]);
    const other = silent.watch({ id: "7" }, { stallMs: 7_000 });
    other.start();
    await silent.clock.advance(14_000);
    expect([other.updates, other.exchanges.length]).toEqual([["WORKING"], 3]);
    other.leave();
  });

  it("is not told of a job whose wait ends then, since until is true", async () => {
    const onStall = vi.fn<(status: unknown) => void>();
    const { clock, watch } = createWatcher([WORKING]);
    const job = watch({ id: "7" }, { stallMs: 7_000, onStall, until: () => clock.now() >= 7_000 });
    job.start();
    await clock.advance(7_000);
    expect([job.updates, onStall.mock.calls.length]).toEqual([["WORKING", "WORKING (last)"], 0]);
  });

  it("whose function leaves the job at its first status keeps that from being reported", async () => {
    const fingerprint = fingerprintOf(KNOWN);
    const { clock, watch } = createWatcher([WORKING]);
    const token = { ...SEEN_TWICE, minDelayMs: 0, unchangedMs: 20_000, fingerprint };
    const job = watch({ id: "7", token }, { stallMs: 7_000, onStall: () => job.leave() });
    job.start();
    await clock.advance(60_000);
    expect([job.updates, job.exchanges, clock.sleepers]).toEqual([[], [1], 0]);
  });

  it("whose function leaves the job ends it in silence", async () => {
    const { clock, requests, watch } = createWatcher([WORKING, WORKING]);
    const job = watch({ id: "7" }, { stallMs: 7_000, onStall: () => job.leave() });
    job.start();
    await clock.advance(60_000);
    expect([job.updates, requests.length, clock.sleepers]).toEqual([["WORKING"], 2, 0]);
  });
});

describe("the reader of a watched job", () => {
  it("says whether polls are paused, and is told how to resume", async () => {
    const held: (() => void)[] = [];
    const reader = { isPaused: true, hold: (resume: () => void) => void held.push(resume) };
    const { clock, context, requests } = createWatcher([WORKING]);
    class ReadJob extends NotedJob {
      protected override reader(): UpdateReader {
        return reader;
      }
    }
    const job = new ReadJob(context, { id: "7" }, resolveWaitOptions(context, {}));
    job.start();
    await clock.advance(1_000);
    expect([job.isPaused, held.length, requests.length]).toEqual([true, 1, 0]);
    reader.isPaused = false;
    held[0]?.();
    await clock.advance(0);
    expect([job.isPaused, requests.length, job.updates]).toEqual([false, 1, ["WORKING"]]);
    job.leave();
  });

  it("is not needed, nor what counts exchanges", async () => {
    const { clock, context, requests } = createWatcher([WORKING]);
    const job = new PlainJob(context, { id: "7" }, resolveWaitOptions(context, {}));
    job.start();
    job.onHeld(() => undefined);
    await clock.advance(1_000);
    expect([job.isPaused, job.lastStatus?.native, requests.length]).toEqual([false, "WORKING", 1]);
    job.leave();
  });
});

it("a function of the caller's that throws ends the watch, and what it throws is the cause", async () => {
  const { clock, watch } = createWatcher([WORKING]);
  const until = () => {
    throw new Error("no");
  };
  const job = watch({ id: "7" }, { until });
  job.start();
  await clock.advance(0);
  expect([job.updates, clock.sleepers]).toEqual([["invalid-request (last)"], 0]);
  expect(job.error).toMatchObject({ jobId: "7", cause: new Error("no"), resume: { polls: 1 } });
});

it("a job that is polled already begins with its last status, at once, and sends no request for it", async () => {
  const { clock, requests, watch } = createWatcher([WORKING]);
  const [first, second] = [watch(), watch()];
  first.start();
  await clock.advance(4_000);
  second.start();
  expect([second.updates, second.nextPollAtMs, requests.length]).toEqual([["WORKING"], 7_000, 1]);
  first.leave();
  second.leave();
  expect(clock.sleepers).toBe(0);
});

it("its timeout ends it while it sleeps, with what was seen", async () => {
  const { clock, watch } = createWatcher([WORKING, { hangs: "request" }]);
  const job = watch({ id: "7" }, { timeoutMs: 10_000 });
  job.start();
  await clock.advance(10_000);
  expect([job.updates, clock.sleepers]).toEqual([["WORKING", "timeout (last)"], 0]);
  expect(job.error).toMatchObject({ jobId: "7", lastStatus: { native: "WORKING" } });
  expect(job.error?.message).toContain("the job had not ended after 10000 ms");
});
