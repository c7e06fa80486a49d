import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, batchedAcmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeProvider } from "../testing/acme-provider.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { type VirtualClock, createVirtualClock } from "../virtual-clock.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { StepOptions } from "../wait/wait-options.ts";
import type { JobClient } from "./job-client.ts";
import { reserve, step, stepAll } from "./step.ts";

/** Takes a step that does not end the wait. */
async function pendingStep(...call: Parameters<typeof step>) {
  const taken = await step(...call);
  if (taken.done) throw new Error("the job has ended");
  return taken;
}

/** A worker whose wall clock is off, with the token of a poll at 0 of a clock that is right. */
async function resumedBy(offMs: number, options: StepOptions = {}) {
  const first = createAcmeClient([jobIn("WORKING")], {}, limitedAcmeContract);
  const { resume } = await pendingStep(first.client, "7");
  const clock = createVirtualClock(500_000);
  const wrong = { ...clock, now: () => clock.now(), wallNow: () => clock.now() - 500_000 + offMs };
  const { fetch } = createAcmeClient([jobIn("DONE")]);
  const polled: number[] = [];
  const note: typeof fetch = (input, init) => {
    polled.push(clock.now() - 500_000);
    return fetch(input, init);
  };
  const { client } = createAcmeClient([], { clock: wrong, fetch: note }, limitedAcmeContract);
  await clock.run(step(client, resume, options));
  return polled;
}

describe("a token of a worker whose clock is off", () => {
  it.each([
    ["right", 0],
    ["30 s behind", -30_000],
    ["an hour behind", -3_600_000],
  ])("never breaks the limit of 10 s: %s", async (_, offMs) => {
    expect(await resumedBy(offMs)).toEqual([10_000]);
  });

  it.each([-30_000, 0, 30_000, 3_600_000])(
    "counts from what the engine says has passed, if it says so: clock off by %i ms",
    async (offMs) => {
      expect(await resumedBy(offMs, { passedMs: 4_000 })).toEqual([6_000]);
    },
  );
});

describe("a step", () => {
  it("gives the delay beside the wall time, and says whether something changed", async () => {
    const clock = createVirtualClock(0);
    const wall = { ...clock, now: () => clock.now(), wallNow: () => Date.UTC(2026, 0, 1) + clock.now() };
    const responses = [jobIn("QUEUED"), jobIn("WORKING"), jobIn("WORKING"), { status: 503 }];
    const { fetch } = createAcmeClient(responses);
    const { client } = createAcmeClient([], { clock: wall, fetch });
    const options = { schedule: () => 7_000 };
    const first = await pendingStep(client, "7", options);
    expect([first.changed, first.delayMs, first.atMs]).toEqual([true, 7_000, Date.UTC(2026, 0, 1) + 7_000]);
    const second = await pendingStep(client, first.resume, options);
    const third = await pendingStep(client, JSON.parse(JSON.stringify(second.resume)) as ResumeToken, options);
    const fourth = await pendingStep(client, third.resume, options);
    expect([second.changed, third.changed, fourth.changed, fourth.error?.code]).toEqual([
      true,
      false,
      false,
      "unavailable",
    ]);
  });

  it("that is too early returns what is left, and sends nothing, if it is told to", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING")], {}, limitedAcmeContract);
    const { resume } = await pendingStep(client, "7");
    await clock.advance(3_000);
    const early = await pendingStep(client, resume, { early: "return" });
    expect(early).toMatchObject({
      changed: false,
      delayMs: 7_000,
      atMs: 10_000,
      resume: { id: "7", minDelayMs: 7_000 },
    });
    expect([early.status, requests.length]).toEqual([undefined, 1]);
    await clock.advance(7_000);
    await pendingStep(client, early.resume, { early: "return" });
    expect(requests.length).toBe(2);
  });

  it("has a timeout that counts from the first step, and its error holds the token", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING")]);
    const options = { timeoutMs: 60_000, schedule: () => 20_000 };
    let { resume } = await pendingStep(client, "7", options);
    for (let n = 0; n < 2; n += 1) {
      await clock.advance(20_000);
      ({ resume } = await pendingStep(client, resume, options));
    }
    await clock.advance(20_000);
    const error = await rejectionOf(step(client, resume, options));
    expect([error.code, error.resume?.id, error.resume?.startedAtMs]).toEqual(["timeout", "7", 0]);
  });

  it("ends at until, tells of a stall once, and adds to the durations", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING"), jobIn("WORKING"), jobIn("WORKING"), jobIn("DONE")]);
    const added: number[] = [];
    const stalled: number[] = [];
    const options = {
      schedule: () => 10_000,
      stallMs: 15_000,
      onStall: () => stalled.push(clock.now()),
      durations: { kind: "x", store: { read: () => [], add: (_: string, ms: number) => void added.push(ms) } },
    };
    let taken = await step(client, "7", options);
    while (!taken.done) {
      await clock.advance(10_000);
      taken = await step(client, taken.resume, options);
    }
    expect([stalled, added]).toEqual([[20_000], [30_000]]);
    const { client: other } = createAcmeClient([jobIn("WORKING")]);
    expect(await step(other, "7", { until: () => true })).toMatchObject({ done: true, status: { native: "WORKING" } });
  });
});

describe("stepAll", () => {
  it("polls together what the provider can report on together", async () => {
    const { client, requests } = createAcmeProvider((id) => (id === "1" ? "DONE" : "WORKING"), batchedAcmeContract);
    const outcomes = await stepAll(client, ["1", "2", "3"]);
    expect(outcomes.map(({ done, status }) => [done, status?.native])).toEqual([
      [true, "DONE"],
      [false, "WORKING"],
      [false, "WORKING"],
    ]);
    expect(requests.length).toBe(1);
  });

  it("makes an outcome of each job's error, and takes none from the others", async () => {
    const { client } = createAcmeClient((request) => (request.url.endsWith("/2") ? { status: 403 } : jobIn("DONE")));
    const outcomes = await stepAll(client, ["1", "2", { resumeToken: 1 }]);
    expect(outcomes).toMatchObject([
      { done: true, status: { state: "succeeded" } },
      { done: true, error: { code: "forbidden" } },
      { done: true, error: { code: "invalid-request" } },
    ]);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["one ID", "12"],
    ["a promise", Promise.resolve(["1"])],
    ["a resume token", { resumeToken: 1 }],
  ])("refuses what is not a list of jobs: %s", async (_, jobs) => {
    const { client, requests } = createAcmeClient([]);
    const error = await rejectionOf(stepAll(client, jobs as string[]));
    expect([error.code, error.message, requests.length]).toEqual([
      "invalid-request",
      'stepAll: pass the jobs as a list, such as ["1", "2"]',
      0,
    ]);
  });

  it("refuses a wrong option", async () => {
    const { client } = createAcmeClient([]);
    const error = await rejectionOf(stepAll(client, [], { early: "never" } as never));
    expect(error.message).toMatch(/^stepAll: the option "early" must be /);
  });
});

describe("reserve", () => {
  const TOKEN: ResumeToken = {
    resumeToken: 1,
    provider: "acme",
    id: "7",
    startedAtMs: 0,
    createdAtMs: 20_000,
    minDelayMs: 0,
    polls: 2,
    failures: 0,
    outageMs: 0,
    unchangedMs: 5_000,
    maxLatencyMs: 0,
    samples: [],
  };

  it("counts the limit from now, so that a step that is repeated after a crash keeps to it", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("DONE")], {}, limitedAcmeContract);
    await clock.advance(30_000);
    const reserved = reserve(client, TOKEN);
    expect(reserved).toMatchObject({ startedAtMs: 0, createdAtMs: 30_000, minDelayMs: 10_000, unchangedMs: 15_000 });
    expect(requests.length).toBe(0);
    // The first try sends its request and its worker dies; another one repeats the step with what was kept.
    await step(client, TOKEN);
    const other = createVirtualClock(31_000);
    const sent: number[] = [];
    const { fetch } = createAcmeClient([jobIn("DONE")]);
    const note: typeof fetch = (input, init) => {
      sent.push(other.now());
      return fetch(input, init);
    };
    const worker = createAcmeClient([], { clock: other, fetch: note }, limitedAcmeContract).client;
    await other.run(step(worker, reserved));
    expect(sent).toEqual([40_000]);
  });

  it("keeps a longer delay that is left, and takes what has passed from the engine", () => {
    const { client } = createAcmeClient([], {}, limitedAcmeContract);
    expect(reserve(client, { ...TOKEN, minDelayMs: 60_000 }, { passedMs: 15_000 }).minDelayMs).toBe(45_000);
    expect(reserve(createAcmeClient([], {}, acmeContract).client, TOKEN).minDelayMs).toBe(0);
  });

  it("moves the start by as much as the clock of the token's machine is off", async () => {
    const { client, clock } = createAcmeClient([]);
    await clock.advance(30_000);
    // The wait had taken 15 s, and 6 s have passed since.
    const token = { ...TOKEN, startedAtMs: 5_000, createdAtMs: 20_000 };
    expect(reserve(client, token, { passedMs: 6_000 })).toMatchObject({ startedAtMs: 9_000, createdAtMs: 30_000 });
  });

  it("lets an outage grow by what has passed, and begins none", () => {
    const { client } = createAcmeClient([]);
    const outage = { ...TOKEN, failures: 2, outageMs: 4_000 };
    expect(reserve(client, outage, { passedMs: 6_000 }).outageMs).toBe(10_000);
    expect(reserve(client, TOKEN, { passedMs: 6_000 }).outageMs).toBe(0);
  });
});

describe("a request that is given up before its response", () => {
  const limited = (clock: VirtualClock) =>
    createAcmeClient([{ hangs: "request" }], { clock }, limitedAcmeContract).client;

  it.each([
    ["step", (client: JobClient, signal: AbortSignal) => step(client, "7", { signal })],
    ["wait", (client: JobClient, signal: AbortSignal) => client.wait("7", { signal })],
  ])("counts for the limit of a job's next poll elsewhere: %s", async (_, call) => {
    const clock = createVirtualClock();
    const abort = new AbortController();
    const given = rejectionOf(call(limited(clock), abort.signal));
    await clock.advance(3_000);
    abort.abort();
    expect((await given).resume?.minDelayMs).toBe(10_000);
  });
});
