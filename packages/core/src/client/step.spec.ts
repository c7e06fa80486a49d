import type { JobState } from "../model/job-state.ts";
import { describe, expect, it } from "vitest";
import type { StepOptions } from "../wait/wait-options.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeProvider } from "../testing/acme-provider.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import { exponential } from "../wait/schedules/exponential.ts";
import type { Step } from "../wait/take-step.ts";
import { step } from "./step.ts";

/** What the queue of the example keeps: text, as a database or a message broker would. */
interface Message {
  readonly dueMs: number;
  readonly body: string;
}

/**
 * A worked example of durable waiting. The queue owns the sleeping and keeps nothing but text. Each step is taken by a worker
 * that has just started and knows nothing: a new client, on a new clock.
 */
async function waitInQueue(
  id: string,
  jobs: (id: string, atMs: number) => string | undefined,
  options: StepOptions = {},
) {
  const queue: Message[] = [{ dueMs: 0, body: JSON.stringify({ job: id }) }];
  const requestedAt: number[] = [];
  for (let message = queue.shift(); message; message = queue.shift()) {
    const clock = createVirtualClock(message.dueMs);
    const { client, requests } = createAcmeProvider(jobs, limitedAcmeContract, { clock });
    const { job }: { job: JobReference } = JSON.parse(message.body);
    const taken = await clock.run(step(client, job, options));
    requestedAt.push(...requests.map(() => clock.now()));
    expect(clock.sleepers).toBe(0);
    if (taken.done) return { status: taken.status, requestedAt };
    queue.push({ dueMs: taken.atMs, body: JSON.stringify({ job: taken.resume }) });
  }
  throw new Error("the queue lost the job");
}

describe("a queue that keeps only text, and owns the sleeping,", () => {
  it("waits for a job to its end, under the provider's limit", async () => {
    // The script's clock stands at 0 in each worker, so the job counts the questions.
    let polled = 0;
    const { status, requestedAt } = await waitInQueue("7", () => ((polled += 1) < 5 ? "WORKING" : "DONE"));
    expect(status).toMatchObject({ id: "7", state: "succeeded" });
    expect(requestedAt).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
  });

  it("sleeps as the schedule says, which sees all that was seen", async () => {
    let polled = 0;
    const polls: number[] = [];
    const schedule: StepOptions["schedule"] = (input) => {
      polls.push(input.polls);
      expect(input.samples.length).toBe(input.polls);
      return 60_000;
    };
    const { requestedAt } = await waitInQueue("7", () => ((polled += 1) < 4 ? "WORKING" : "DONE"), { schedule });
    expect(requestedAt).toEqual([0, 60_000, 120_000, 180_000]);
    expect(polls).toEqual([1, 2, 3]);
  });
});

/** Takes a step after the other on one clock, sleeping between them. */
async function stepsOf(
  responses: Parameters<typeof createAcmeClient>[0],
  options: StepOptions = {},
  contract = acmeContract,
) {
  const { client, clock, requests } = createAcmeClient(responses, {}, contract);
  const steps: Step<unknown, string, JobState>[] = [];
  let job: JobReference = "7";
  for (;;) {
    const taken: Step<unknown, string, JobState> = await clock.run(step(client, job, options));
    steps.push(taken);
    if (taken.done) return { steps, requestedAt: requests.map(({ atMs }) => atMs) };
    job = taken.resume;
    await clock.advance(Math.max(0, taken.atMs - clock.now()));
  }
}

describe("steps", () => {
  it("poll when a wait would", async () => {
    const responses = [jobIn("WORKING"), { status: 503 }, jobIn("WORKING"), jobIn("DONE")];
    const { steps, requestedAt } = await stepsOf(responses, { schedule: exponential() });
    const { client, clock, requests } = createAcmeClient(responses);
    await clock.run(client.wait("7"));
    expect(requestedAt).toEqual([0, 1_000, 2_000, 3_500]);
    expect(requests.map(({ atMs }) => atMs)).toEqual(requestedAt);
    expect(steps.map((taken) => taken.status?.native)).toEqual(["WORKING", undefined, "WORKING", "DONE"]);
    expect(steps[1]).toMatchObject({ done: false, error: { code: "unavailable", httpStatus: 503 }, atMs: 2_000 });
  });

  it("that fail for too long in a row end in the error, which holds the token", async () => {
    const { client, clock } = createAcmeClient([{ status: 503 }]);
    let job: JobReference = "7";
    for (let n = 0; n < 3; n += 1) {
      const taken: Step<unknown, string, JobState> = await step(client, job, { retryBudgetMs: 120_000 });
      expect(taken.done).toBe(false);
      if (!taken.done) job = taken.resume;
      await clock.advance(60_000);
    }
    const error = await rejectionOf(step(client, job, { retryBudgetMs: 120_000 }));
    expect([error.code, error.resume?.failures]).toEqual(["unavailable", 4]);
  });

  it("that cannot help end at once", async () => {
    const { client } = createAcmeClient([{ status: 403 }]);
    expect((await rejectionOf(step(client, "7"))).code).toBe("forbidden");
  });

  it("honour the provider's Retry-After, beside a status and beside an error", async () => {
    const { requestedAt } = await stepsOf([
      { ...jobIn("WORKING"), headers: { "Retry-After": "45" } },
      { status: 429, headers: { "Retry-After": "90" } },
      jobIn("DONE"),
    ]);
    expect(requestedAt).toEqual([0, 45_000, 135_000]);
  });

  it("that are taken too early wait for the provider's time", async () => {
    const limited = { status: 429, headers: { "Retry-After": "45" } };
    for (const contract of [acmeContract, limitedAcmeContract]) {
      const { client, clock, requests } = createAcmeClient([limited, jobIn("DONE")], {}, contract);
      const first = await step(client, "7");
      if (first.done) throw new Error("it has only begun");
      await expect(clock.run(step(client, first.resume))).resolves.toMatchObject({ done: true });
      expect(requests.map(({ atMs }) => atMs)).toEqual([0, 45_000]);
    }
  });

  it("share the request with waits of the same job", async () => {
    const { client, clock, requests } = createAcmeClient([{ ...jobIn("DONE"), takesMs: 1_000 }]);
    const [taken, status] = await clock.run(Promise.all([step(client, "7"), client.wait("7")]));
    expect([taken.done, status.state, requests.length]).toEqual([true, "succeeded", 1]);
  });
});

describe("an abort of a step", () => {
  it("takes effect at once, and leaves nothing", async () => {
    const { client, clock, load } = createAcmeClient([{ hangs: "request" }]);
    const { signal, abort, listeners } = createCountedSignal();
    const ended = rejectionOf(step(client, "7", { signal }));
    await clock.advance(1_000);
    abort("enough");
    const error = await ended;
    await clock.advance(0);
    expect([error.code, error.cause]).toEqual(["aborted", "enough"]);
    expect([listeners(), clock.sleepers, load.now]).toEqual([0, 0, 0]);
  });

  it("before it sends nothing", async () => {
    const { client, requests } = createAcmeClient([jobIn("DONE")]);
    expect((await rejectionOf(step(client, "7", { signal: AbortSignal.abort() }))).code).toBe("aborted");
    expect(requests).toEqual([]);
  });
});

it("a step that was aborted before it does not begin the wait", async () => {
  const { client, clock } = createAcmeClient([{ status: 404 }]);
  await rejectionOf(step(client, "7", { signal: AbortSignal.abort() }));
  await clock.advance(20_000);
  // A job may not be found in the first 10 s of a wait.
  expect(await step(client, "7")).toMatchObject({ done: false, error: { code: "not-found" } });
});

it("a wrong option is refused", async () => {
  const { client, requests } = createAcmeClient([]);
  const error = await rejectionOf(step(client, "7", { retryBudgetMs: -1 }));
  expect([error.code, requests.length]).toEqual(["invalid-request", 0]);
  expect(error.message).toMatch(/^step: the option "retryBudgetMs" must be /);
});

it("a client that is a copy is refused", async () => {
  const { client } = createAcmeClient([]);
  expect((await rejectionOf(step({ ...client }, "7"))).message).toContain(
    "the object that its factory returned, not a copy",
  );
  expect(failureIn(() => client.watch("")).code).toBe("invalid-request");
});
