import { exponential } from "../wait/schedules/exponential.ts";
import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeProvider, idsIn } from "../testing/acme-provider.ts";
import { failureIn } from "../testing/rejection-of.ts";
import type { JobState } from "../model/job-state.ts";
import type { ClientJob, JobUpdate } from "./many-jobs.ts";
import { waitAll } from "./wait-all.ts";
import { watchAll } from "./watch-all.ts";

/** The job n ends after n seconds. */
const byNumber = (id: string, atMs: number) => (atMs < Number(id) * 1_000 ? "WORKING" : "DONE");

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, n) => `${first + n}`);

/** An update in a line. */
const line = ({ index, id, status, error }: JobUpdate<unknown, JobState>) =>
  `${index} ${id} ${status?.native ?? error?.code}`;

describe("waitAll", () => {
  it("resolves with the ends in the order of the jobs, whichever ends first", async () => {
    const { client, clock } = createAcmeProvider(byNumber, acmeContract);
    const jobs = ["30", "1", "20", "5"].map((id): ClientJob => [client, id]);
    const ends = await clock.run(waitAll(jobs));
    expect(ends.map(line)).toEqual(["0 30 DONE", "1 1 DONE", "2 20 DONE", "3 5 DONE"]);
  });

  it("waitAll of no jobs resolves with nothing", async () => {
    await expect(waitAll([])).resolves.toEqual([]);
  });

  it("takes the same job twice, and polls it once", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", acmeContract);
    const ends = await clock.run(
      waitAll([
        [client, "7"],
        [client, "7"],
      ]),
    );
    expect([ends.map(line), requests.length]).toEqual([["0 7 DONE", "1 7 DONE"], 1]);
  });

  it("takes jobs of several providers, and of several clients of one", async () => {
    const acme = createAcmeProvider(() => "DONE", acmeContract);
    const { clock } = acme;
    const base = createAcmeProvider(() => "BROKEN", { ...acmeContract, provider: "base" }, { clock, tenant: "base" });
    const other = createAcmeProvider(() => "STOPPED", acmeContract, { clock, credentials: { token: "another" } });
    // Their responses take no time, so that the clock of their script does not matter.
    const ends = await clock.run(
      waitAll([
        [acme.client, "7"],
        [base.client, "7"],
        [other.client, "7"],
      ]),
    );
    expect(ends.map(({ status }) => `${status?.provider} ${status?.state}`)).toEqual([
      "acme succeeded",
      "base failed",
      "acme cancelled",
    ]);
  });
});

it("1,000 jobs: each ends, with one sleep on the clock and never more than 64 requests at once", async () => {
  const { client, clock, requests, load } = createAcmeProvider(
    (_, atMs) => (atMs < 5_000 ? "WORKING" : "DONE"),
    acmeContract,
  );
  const ids = idsFrom(1, 1_000);
  const ended = waitAll(
    ids.map((id): ClientJob => [client, id]),
    { schedule: () => 5_000 },
  );
  await clock.advance(1_000);
  // Every job was polled once, in the order in which they were named.
  expect(requests.flatMap(idsIn)).toEqual(ids);
  expect(clock.sleepers).toBe(1);
  const ends = await clock.run(ended);
  expect(ends.map(({ id }) => id)).toEqual(ids);
  expect(ends.every(({ status }) => status?.state === "succeeded")).toBe(true);
  expect(load.now).toBe(0);
  expect(load.most).toBeGreaterThan(10);
  expect(load.most).toBeLessThanOrEqual(100);
  expect([requests.length, clock.sleepers]).toEqual([2_000, 0]);
});

it("the limit of each job holds, however many there are", async () => {
  const { client, clock, requests } = createAcmeProvider(byNumber, limitedAcmeContract, { takesMs: 100 });
  await clock.run(
    waitAll(
      idsFrom(1, 30).map((id): ClientJob => [client, id]),
      { schedule: () => 0 },
    ),
  );
  const last = new Map<string, number>();
  for (const request of requests) {
    const [id = ""] = idsIn(request);
    expect(request.atMs - (last.get(id) ?? -Infinity)).toBeGreaterThanOrEqual(10_000);
    last.set(id, request.atMs);
  }
});

describe("one job that fails does not end the others", () => {
  it("whether the provider does not know it, or what was passed names none", async () => {
    const { client, clock } = createAcmeProvider((id) => (id === "404" ? undefined : "DONE"), acmeContract);
    const jobs: ClientJob[] = [
      [client, "1"],
      [client, "404"],
      [client, ""],
      [client, { resumeToken: 9 }],
      [{ ...client }, "2"],
      [client, "3"],
    ];
    const ends = await clock.run(waitAll(jobs));
    expect(ends.map(line)).toEqual([
      "0 1 DONE",
      "1 404 not-found",
      "2 undefined invalid-request",
      "3 undefined invalid-request",
      "4 undefined invalid-request",
      "5 3 DONE",
    ]);
    expect(ends[4]?.error?.message).toBe("a client must be the object that its factory returned, not a copy of it");
    expect(clock.sleepers).toBe(0);
  });

  it("a job for which a function among the options throws does not end the others", async () => {
    const { client, clock } = createAcmeProvider(byNumber, acmeContract);
    const until = ({ id }: { readonly id: string }) => {
      if (id === "2") throw new Error("boom");
      return false;
    };
    const jobs = ["1", "2", "3"].map((id): ClientJob => [client, id]);
    const ends = await clock.run(waitAll(jobs, { until }));
    expect(ends.map(line)).toEqual(["0 1 DONE", "1 2 invalid-request", "2 3 DONE"]);
    expect(ends[1]?.error?.cause).toEqual(new Error("boom"));
  });
});

describe("watchAll", () => {
  it("yields what happens as it comes: the first status, each change and the end of each", async () => {
    const { client, clock } = createAcmeProvider(byNumber, acmeContract);
    const seen: string[] = [];
    const read = async () => {
      const jobs = ["3", "1"].map((id): ClientJob => [client, id]);
      for await (const update of watchAll(jobs, { schedule: () => 1_000 })) seen.push(line(update));
    };
    await clock.run(read());
    expect(seen).toEqual(["0 3 WORKING", "1 1 WORKING", "1 1 DONE", "0 3 DONE"]);
  });

  it("polls nothing while no update is read, and at once when one is", async () => {
    const { client, clock, requests } = createAcmeClient([
      jobIn("QUEUED"),
      jobIn("WORKING", { done: 1, of: 2 }),
      jobIn("WORKING", { done: 2, of: 2 }),
      jobIn("DONE"),
    ]);
    const watch = watchAll([[client, "7"]], { schedule: exponential() });
    await expect(clock.run(watch.next())).resolves.toMatchObject({ value: { status: { native: "QUEUED" } } });
    await clock.advance(600_000);
    expect(requests.length).toBe(1);
    await expect(watch.next()).resolves.toMatchObject({
      value: { status: { native: "WORKING", progress: { completed: 1 } } },
    });
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 600_000]);
    await expect(clock.run(watch.next())).resolves.toMatchObject({ value: { status: { progress: { completed: 2 } } } });
    await expect(clock.run(watch.next())).resolves.toMatchObject({ value: { status: { native: "DONE" } } });
    await expect(watch.next()).resolves.toEqual({ done: true, value: undefined });
    expect(clock.sleepers).toBe(0);
  });

  it("lets a fault of the caller's own object through", () => {
    const { client } = createAcmeClient([]);
    const job = {
      get resumeToken(): number {
        throw new RangeError("mine");
      },
    };
    expect(() => watchAll([[client, job]])).toThrow(new RangeError("mine"));
  });

  it("refuses a wrong option at once", () => {
    const error = failureIn(() => watchAll([], { timeoutMs: -1 }));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      'watchAll: the option "timeoutMs" must be a number of milliseconds above 0, or Infinity',
    ]);
  });
});

describe("the timeout", () => {
  it("is each job's own: jobs that end before it are not touched", async () => {
    const { client, clock } = createAcmeProvider(byNumber, acmeContract);
    const jobs = ["1", "600", "2"].map((id): ClientJob => [client, id]);
    const ends = await clock.run(waitAll(jobs, { timeoutMs: 30_000 }));
    expect(ends.map(line)).toEqual(["0 1 DONE", "1 600 timeout", "2 2 DONE"]);
    expect(ends[1]?.error?.resume?.id).toBe("600");
    // The final poll is 100 ms before the timeout, and no other fits after it.
    expect([clock.now(), clock.sleepers]).toEqual([29_900, 0]);
  });

  it("is each provider's own where the caller names none", async () => {
    const acme = createAcmeProvider(() => "WORKING", acmeContract);
    const { clock } = acme;
    const brief = { ...acmeContract, provider: "brief", timeoutMs: 60_000 };
    const base = createAcmeProvider(() => "WORKING", brief, { clock });
    const jobs: ClientJob[] = [
      [acme.client, "1"],
      [base.client, "2"],
    ];
    const endedAt: [string | undefined, number][] = [];
    const read = async () => {
      for await (const { id, error } of watchAll(jobs, { schedule: () => 600_000 }))
        if (error) endedAt.push([id, clock.now()]);
    };
    await clock.run(read());
    expect(endedAt).toEqual([
      ["2", 59_900],
      ["1", 3_599_900],
    ]);
  });

  it("leaves nothing where it has passed before anything is read", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "WORKING", acmeContract);
    const watch = watchAll([[client, "7"]], { timeoutMs: 1_000 });
    await clock.advance(2_000);
    await expect(watch.next()).resolves.toMatchObject({ value: { error: { code: "timeout" } } });
    await expect(watch.next()).resolves.toEqual({ done: true, value: undefined });
    expect([requests.length, clock.sleepers]).toEqual([0, 0]);
  });

  it("counts from the call", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "WORKING", acmeContract);
    const watch = watchAll([[client, "7"]], { timeoutMs: 10_000, schedule: () => 3_000 });
    await clock.advance(8_000);
    await clock.run(watch.next());
    await expect(clock.run(watch.next())).resolves.toMatchObject({ value: { error: { code: "timeout" } } });
    expect(requests.map(({ atMs }) => atMs)).toEqual([8_000, 9_900]);
  });
});
