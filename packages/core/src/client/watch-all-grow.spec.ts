import { describe, expect, it } from "vitest";
import { jobIn } from "../testing/acme-client.ts";
import { acmeContract, batchedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeClient } from "../testing/acme-client.ts";
import { createAcmeProvider, idsIn } from "../testing/acme-provider.ts";
import { adaptive } from "../wait/schedules/adaptive.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";
import type { ClientJob, JobUpdate } from "./many-jobs.ts";
import type { EndTime, ScheduleInput } from "../model/schedule.ts";
import { waitAll } from "./wait-all.ts";
import { watchAll } from "./watch-all.ts";

/** Reads a watch to its end. */
async function readAll(watch: AsyncIterable<JobUpdate>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { index, id, status, error } of watch) {
    lines.push(`${index} ${id ?? "-"} ${status?.native ?? error?.code ?? "-"}`);
  }
  return lines;
}

describe("a watch of many jobs takes more of them", () => {
  it("add gives jobs to a watch that runs", async () => {
    const { client, clock } = createAcmeProvider((_, atMs) => (atMs < 5_000 ? "WORKING" : "DONE"), acmeContract);
    const watch = watchAll([[client, "1"]], { schedule: () => 1_000 });
    const lines = readAll(watch);
    await clock.advance(2_000);
    watch.add([client, "2"]);
    expect(await clock.run(lines)).toEqual(["0 1 WORKING", "1 2 WORKING", "0 1 DONE", "1 2 DONE"]);
  });

  it("add gives jobs to a watch that is not read yet", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", acmeContract);
    const watch = watchAll([[client, "1"]]);
    watch.add([client, "2"]);
    expect(requests.length).toBe(0);
    expect((await clock.run(readAll(watch))).length).toBe(2);
  });

  it("not after the end, and says so", async () => {
    const { client, clock } = createAcmeProvider(() => "DONE", acmeContract);
    const watch = watchAll([[client, "1"]]);
    await clock.run(readAll(watch));
    expect(failureIn(() => watch.add([client, "2"]))).toMatchObject({
      code: "invalid-request",
      message: "watchAll: the watch has ended; call watchAll again to watch another job",
    });
  });

  it("a watch of an async iterable ends when that is done and all jobs have ended", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", acmeContract);
    const never = new AbortController().signal;
    async function* later(): AsyncGenerator<ClientJob> {
      yield [client, "1"];
      await clock.sleep(10_000, never);
      yield [client, "2"];
      await clock.sleep(10_000, never);
    }
    expect((await clock.run(waitAll(later()))).map(({ id }) => id)).toEqual(["1", "2"]);
    expect([requests.map(({ atMs }) => atMs), clock.now()]).toEqual([[0, 10_000], 20_000]);
  });

  it("if an async iterable throws, its jobs continue, and the error comes last", async () => {
    const { client, clock } = createAcmeProvider((_, atMs) => (atMs < 5_000 ? "WORKING" : "DONE"), acmeContract);
    const fault = new Error("the queue is gone");
    async function* broken(): AsyncGenerator<ClientJob> {
      yield [client, "1"];
      await Promise.resolve();
      throw fault;
    }
    const seen: (string | undefined)[] = [];
    const read = async () => {
      for await (const { status } of watchAll(broken(), { schedule: () => 1_000 })) seen.push(status?.native);
    };
    const error = await rejectionOf(clock.run(read()));
    expect([error.code, error.cause, seen]).toEqual(["invalid-request", fault, ["WORKING", "DONE"]]);
  });

  it("an async iterable is returned when the loop is left", async () => {
    const { client, clock } = createAcmeProvider(() => "WORKING", acmeContract);
    let returned = false;
    async function* endless(): AsyncGenerator<ClientJob> {
      try {
        for (let id = 1; ; id += 1) {
          yield [client, `${id}`];
          await clock.sleep(1_000, new AbortController().signal);
        }
      } finally {
        returned = true;
      }
    }
    const read = async () => {
      for await (const { index } of watchAll(endless())) if (index === 2) break;
    };
    await clock.run(read());
    await clock.advance(2_000);
    expect([returned, clock.sleepers]).toEqual([true, 0]);
  });
});

describe("what is not pairs is refused in one error", () => {
  const { client, clock } = createAcmeProvider(() => "DONE", acmeContract);
  const refusal = 'watchAll: pass the jobs as pairs, such as [[client, "1"]]';

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a client alone", client],
    ["a number", 1],
    ["a text", "1"],
    ["one pair", [client, "1"]],
    ["IDs without a client", ["1", "2"]],
    ["objects", [{ client, job: "1" }]],
    ["a promise of pairs", Promise.resolve([[client, "1"]])],
  ])("%s", (_, jobs) => {
    expect(() => watchAll(jobs as ClientJob[])).toThrow(refusal);
  });

  it("a job that is added", () => {
    const error = failureIn(() => watchAll<ClientJob>([]).add("1" as never));
    expect([error.code, error.message]).toEqual(["invalid-request", refusal]);
  });

  it("a job of an async iterable", async () => {
    async function* jobs(): AsyncGenerator<ClientJob> {
      yield [client, "1"];
      await Promise.resolve();
      yield "2" as never;
    }
    const error = await rejectionOf(clock.run(waitAll(jobs())));
    expect([error.code, error.message]).toEqual([
      "invalid-request",
      `watchAll: the async iterable of jobs threw: ${refusal}`,
    ]);
  });
});

/** An endless iterable of jobs, and what became of it. */
function createQueue(client: ClientJob[0]) {
  const queue = { given: 0, isClosed: false };
  async function* jobs(): AsyncGenerator<ClientJob> {
    try {
      for (;;) {
        await Promise.resolve();
        queue.given += 1;
        yield [client, `${queue.given}`];
      }
    } finally {
      queue.isClosed = true;
    }
  }
  return { queue, jobs: jobs() };
}

describe("an async iterable of jobs", () => {
  it("is not read before the first update is, nor while none is read", async () => {
    const { client, clock } = createAcmeProvider(() => "WORKING", acmeContract);
    const { queue, jobs } = createQueue(client);
    const watch = watchAll(jobs);
    await clock.advance(60_000);
    expect(queue.given).toBe(0);
    await clock.run(watch.next());
    const { given } = queue;
    await clock.advance(600_000);
    // One was under way when the reader left.
    expect(queue.given).toBeLessThanOrEqual(given + 1);
    await watch.return();
  });

  it("is not read while 10,000 jobs are open, and is read on when one has ended", async () => {
    const { client, clock } = createAcmeProvider((id, atMs) => (atMs < 60_000 || id !== "1" ? "WORKING" : "DONE"), {
      ...batchedAcmeContract,
      batch: { ...batchedAcmeContract.batch, maximum: 10_000 },
    });
    const { queue, jobs } = createQueue(client);
    const watch = watchAll(jobs, { schedule: () => 60_000 });
    const lines = readAll(watch);
    await clock.advance(59_000);
    expect([queue.given, watch.totals().jobs]).toEqual([10_000, 10_000]);
    await clock.advance(2_000);
    expect(watch.totals()).toMatchObject({ jobs: 10_001, ended: 1 });
    await watch.return();
    await lines;
    expect([queue.isClosed, clock.sleepers]).toEqual([true, 0]);
  });

  it("gives jobs that are ready to one request, and those before a gap to an earlier one", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract);
    async function* pages(): AsyncGenerator<ClientJob> {
      for (const ids of [
        ["1", "2"],
        ["3", "4", "5"],
      ]) {
        await clock.sleep(5_000, new AbortController().signal);
        for (const id of ids) yield [client, id];
      }
    }
    await clock.run(waitAll(pages()));
    expect(requests.map((request) => [request.atMs, idsIn(request)])).toEqual([
      [5_000, ["1", "2"]],
      [10_000, ["3", "4", "5"]],
    ]);
  });

  it("is closed by return before anything is read", async () => {
    const { client } = createAcmeProvider(() => "WORKING", acmeContract);
    let isClosed = false;
    const jobs: AsyncIterable<ClientJob> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve({ done: false, value: [client, "1"] }),
        return: () => {
          isClosed = true;
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
    await watchAll(jobs).return();
    expect(isClosed).toBe(true);
  });

  it("is closed by an abort, and the jobs that it gave end with their tokens", async () => {
    const { client, clock } = createAcmeProvider(() => "WORKING", acmeContract);
    const { queue, jobs } = createQueue(client);
    const controller = new AbortController();
    const watch = watchAll(jobs, { signal: controller.signal });
    await clock.run(watch.next());
    const { given } = queue;
    controller.abort();
    const lines = await clock.run(readAll(watch));
    expect(lines.length).toBe(given);
    expect(new Set(lines.map((text) => text.split(" ")[2]))).toEqual(new Set(["aborted"]));
    expect([queue.isClosed, clock.sleepers]).toEqual([true, 0]);
  });

  it("is closed by a job that can't be read, and the others continue", async () => {
    const { client, clock } = createAcmeProvider(() => "DONE", acmeContract);
    let isClosed = false;
    async function* jobs(): AsyncGenerator<ClientJob> {
      try {
        yield [client, "1"];
        await Promise.resolve();
        yield [
          client,
          {
            get resumeToken(): number {
              throw new RangeError("mine");
            },
          },
        ];
      } finally {
        isClosed = true;
      }
    }
    const watch = watchAll(jobs());
    await expect(clock.run(watch.next())).resolves.toMatchObject({ value: { done: true, status: { id: "1" } } });
    const error = await rejectionOf(clock.run(watch.next()));
    expect([error.code, isClosed]).toEqual(["invalid-request", true]);
  });
});

describe("each update of a watch of many jobs", () => {
  it("says whether its wait has ended", async () => {
    const { client, clock } = createAcmeProvider((_, atMs) => (atMs < 5_000 ? "WORKING" : "DONE"), acmeContract);
    const seen: unknown[] = [];
    const read = async () => {
      const jobs: ClientJob[] = [
        [client, "1"],
        [client, ""],
      ];
      for await (const { id, done, status } of watchAll(jobs)) seen.push([id, done, status?.state]);
    };
    await clock.run(read());
    expect(seen).toEqual([
      [undefined, true, undefined],
      ["1", false, "running"],
      ["1", true, "succeeded"],
    ]);
  });
});

describe("the totals of a watch", () => {
  it("say how many jobs are where, and count each HTTP request once", async () => {
    const { client, clock, requests } = createAcmeProvider(
      (id, atMs) => (id === "3" || atMs < 5_000 ? "WORKING" : id === "1" ? "DONE" : "BROKEN"),
      batchedAcmeContract,
    );
    const watch = watchAll(
      ["1", "2", "3"].map((id): ClientJob => [client, id]),
      { schedule: () => 1_000, timeoutMs: 60_000 },
    );
    watch.add([{ ...client }, "4"]);
    expect(watch.totals()).toEqual({ jobs: 4, ended: 0, errors: 0, states: {}, requests: 0 });
    const lines = readAll(watch);
    await clock.advance(0);
    expect(watch.totals()).toEqual({ jobs: 4, ended: 1, errors: 1, states: { running: 3 }, requests: 1 });
    await clock.advance(30_000);
    expect(watch.totals()).toMatchObject({ ended: 3, states: { succeeded: 1, failed: 1, running: 1 } });
    expect(watch.resumeTokens()).toMatchObject([{ id: "3", polls: requests.length }]);
    await clock.run(lines);
    expect(watch.totals()).toEqual({
      jobs: 4,
      ended: 4,
      errors: 2,
      states: { succeeded: 1, failed: 1, running: 1 },
      requests: requests.length,
    });
    expect(watch.resumeTokens()).toEqual([]);
  });
});

describe("the estimated end of all jobs", () => {
  /** A watch of jobs of which each takes about so long, in milliseconds. */
  async function totalsAfter(kinds: readonly number[], ids: readonly string[]) {
    const durations = { kind: "import", store: { read: () => kinds, add: () => undefined } };
    const { client, clock } = createAcmeProvider(
      (id, atMs) => (id === "1" && atMs > 0 ? "DONE" : "WORKING"),
      acmeContract,
    );
    const watch = watchAll(
      ids.map((id): ClientJob => [client, id]),
      { durations, schedule: adaptive(), timeoutMs: 3_600_000 },
    );
    await clock.run(watch.next());
    const totals = watch.totals();
    await watch.return();
    return totals;
  }

  it("is that of the last one, as far as earlier durations tell", async () => {
    const { estimatedEnd } = await totalsAfter([60_000, 61_000, 62_000, 63_000, 64_000], ["2", "3"]);
    expect(Date.parse(estimatedEnd?.at ?? "")).toBeGreaterThan(30_000);
    expect(Date.parse(estimatedEnd?.at ?? "")).toBeLessThan(120_000);
    expect(estimatedEnd?.confidence).toBeGreaterThan(0.5);
  });

  it("is the latest moment, with the least confidence", async () => {
    const endTimes: Readonly<Record<string, readonly EndTime[]>> = {
      0.25: [[20_000, 1]],
      0.5: [
        [40_000, 0.75],
        [90_000, 0.25],
      ],
      0.75: [[30_000, 1]],
    };
    const forecast = ({ samples }: ScheduleInput) => ({
      endTimes: endTimes[samples.at(-1)?.fraction ?? 0] ?? [],
      requestCostMs: 1_000,
    });
    const schedule = Object.assign(() => 600_000, { forecast });
    const { client, clock } = createAcmeClient((request) =>
      jobIn("WORKING", { done: Number(idsIn(request)[0]), of: 4 }),
    );
    const watch = watchAll(
      ["1", "2", "3"].map((id): ClientJob => [client, id]),
      { schedule },
    );
    for (let n = 0; n < 3; n += 1) await clock.run(watch.next());
    expect(watch.totals().estimatedEnd).toEqual({ at: "1970-01-01T00:00:40.000Z", confidence: 0.75 });
    await watch.return();
  });

  it("is absent if nothing is known of a job, or no job is open", async () => {
    expect(await totalsAfter([], ["2"])).not.toHaveProperty("estimatedEnd");
    expect(watchAll([]).totals()).not.toHaveProperty("estimatedEnd");
  });
});

it("requireSuccess makes an error of every other end", async () => {
  const { client, clock } = createAcmeProvider((id) => (id === "1" ? "DONE" : "BROKEN"), acmeContract);
  const jobs = ["1", "2"].map((id): ClientJob => [client, id]);
  const [good, bad] = await clock.run(waitAll(jobs, { requireSuccess: true }));
  expect(good?.status?.state).toBe("succeeded");
  expect(bad?.error).toMatchObject({ code: "unsuccessful", jobId: "2", lastStatus: { state: "failed" } });
});

it("a Response is taken like any other reference, and one that names no job is an error of its own", async () => {
  const contract = { ...acmeContract, references: [{ from: "body", id: "/number" }] as const };
  const { client, clock } = createAcmeClient([jobIn("DONE")], {}, contract);
  const ends = await clock.run(
    waitAll([
      [client, Response.json({ number: 7 })],
      [client, Response.json({ word: "none" })],
    ]),
  );
  expect(ends.map(({ id, status, error }) => [id, status?.state ?? error?.code])).toEqual([
    ["7", "succeeded"],
    [undefined, "invalid-request"],
  ]);
});
