import { describe, expect, it } from "vitest";
import type { JobEvent } from "../context/job-event.ts";
import { createAcmeClient } from "../testing/acme-client.ts";
import { acmeContract, batchedAcmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeProvider, idsIn } from "../testing/acme-provider.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ClientJob } from "../client/many-jobs.ts";
import { waitAll } from "../client/wait-all.ts";

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, n) => `${first + n}`);
const jobsOf = (client: ClientJob[0], ids: readonly string[]) => ids.map((id): ClientJob => [client, id]);
const fixed = { schedule: () => 5_000 };

describe("jobs are polled together", () => {
  it.each([
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])("%i of them in requests of %j", async (count, sizes) => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract);
    const ids = idsFrom(1, count);
    const ends = await clock.run(waitAll(jobsOf(client, ids)));
    // The largest first: a request for one alone is a plain question, and may go before.
    const inOrder = requests.map(idsIn).toSorted((a, b) => b.length - a.length);
    expect(inOrder.map(({ length }) => length)).toEqual(sizes);
    expect(inOrder.flat()).toEqual(ids);
    expect(ends.map(({ id, status }) => [id, status?.state])).toEqual(ids.map((id) => [id, "succeeded"]));
  });

  it("jobs are polled together by the contract's path and parameter", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract);
    await clock.run(waitAll(jobsOf(client, ["1", "a b", "ü/&"])));
    expect(requests.map(({ url, method }) => [url, method])).toEqual([
      ["https://shop.acme.example/v1/main/many?ids=1%2Ca%20b%2C%C3%BC%2F%26", "GET"],
    ]);
  });

  it("jobs that are polled together have the results of polling one by one", async () => {
    const jobs = (id: string, atMs: number) => {
      if (id === "5") return undefined;
      return atMs < Number(id) * 2_000
        ? "WORKING"
        : (["DONE", "BROKEN", "STOPPED", "NEW WORD"][Number(id) % 4] ?? "DONE");
    };
    const resultsOf = async (contract: typeof acmeContract | typeof batchedAcmeContract) => {
      const { client, clock, requests } = createAcmeProvider(jobs, contract);
      const ends = await clock.run(waitAll(jobsOf(client, idsFrom(1, 12)), { ...fixed, timeoutMs: 120_000 }));
      const results = ends.map(({ index, id, status, error }) => ({
        index,
        id,
        status: status && { ...status, raw: undefined },
        code: error?.code,
        jobId: error?.jobId,
      }));
      return { results, polled: requests.length };
    };
    const alone = await resultsOf(acmeContract);
    const together = await resultsOf(batchedAcmeContract);
    expect(together.results).toEqual(alone.results);
    expect(alone.results.map(({ code, status }) => code ?? status?.native)).toEqual([
      "BROKEN",
      "STOPPED",
      "timeout",
      "DONE",
      "not-found",
      "STOPPED",
      "timeout",
      "DONE",
      "BROKEN",
      "STOPPED",
      "timeout",
      "DONE",
    ]);
    expect(together.polled).toBeLessThan(alone.polled / 4);
  });

  it("waits that share a job share the request", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract);
    const twice = jobsOf(client, ["1", "2", "1", "2"]);
    const [ends, one] = await clock.run(Promise.all([waitAll(twice), client.wait("2")]));
    expect([ends.length, one.state]).toEqual([4, "succeeded"]);
    expect(requests.map(idsIn).map((ids) => ids.toSorted().join())).toEqual(["1,2"]);
  });
});

describe("when they are polled", () => {
  /** Waits with a rhythm of its own for each job, in seconds, and says when which jobs were polled. */
  async function polledAt(seconds: readonly number[]) {
    const { client, clock, requests } = createAcmeProvider(() => "WORKING", batchedAcmeContract);
    const waits = seconds.map((second, n) =>
      waitAll([[client, `${n + 1}`]], { schedule: () => second * 1_000, timeoutMs: 10_000 }),
    );
    await clock.run(Promise.all(waits));
    return requests.map((request) => `${request.atMs}: ${idsIn(request).join(" ")}`);
  }

  it("a quarter of the wishes decides, and the others are taken along", async () => {
    expect(await polledAt([8, 6, 5, 4, 7])).toEqual(["0: 1 2 3 4 5", "5000: 1 2 3 4 5", "9900: 1 2 3 4 5"]);
  });

  it("jobs whose poll isn't due do not hold up the others", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "WORKING", batchedAcmeContract);
    const options = { timeoutMs: Infinity };
    const { signal, abort } = createCountedSignal();
    const never = waitAll(jobsOf(client, ["1", "2", "3"]), { ...options, signal, schedule: () => Infinity });
    const often = waitAll(jobsOf(client, ["4"]), { ...options, signal, ...fixed });
    await clock.advance(11_000);
    abort();
    await Promise.all([never, often]);
    expect(requests.map((request) => [request.atMs, idsIn(request).join()])).toEqual([
      [0, "1,2,3,4"],
      [5_000, "4"],
      [10_000, "4"],
    ]);
  });

  it("a Retry-After beside the statuses holds for each job", async () => {
    const { client, clock, requests } = createAcmeClient(
      (request) => ({
        headers: { "Retry-After": "45" },
        body: { jobs: idsIn(request).map((id) => ({ id, state: request.atMs > 0 ? "DONE" : "WORKING" })) },
      }),
      {},
      batchedAcmeContract,
    );
    await clock.run(waitAll(jobsOf(client, ["1", "2"]), fixed));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 45_000]);
  });
});

describe("a job that the response leaves out", () => {
  it("is left out where what stands there is no job", async () => {
    const { client, clock } = createAcmeClient(
      [{ body: { jobs: [null, 1, "1", { state: "BROKEN" }, { id: "1", state: "DONE" }] } }],
      {},
      batchedAcmeContract,
    );
    const [known, unknown] = await clock.run(waitAll(jobsOf(client, ["1", "2", "3"])));
    expect(known?.status?.native).toBe("DONE");
    expect(unknown?.error?.message).toBe(
      'acme showJob job "2": the response for many jobs leaves it out; check the ID and the account',
    );
  });

  it("may still appear for a while, then is not found", async () => {
    const { client, clock } = createAcmeProvider((id) => (id === "2" ? undefined : "DONE"), batchedAcmeContract);
    const [known, unknown] = await clock.run(waitAll(jobsOf(client, ["1", "2"])));
    expect(known?.status?.state).toBe("succeeded");
    expect(unknown?.error).toMatchObject({ code: "not-found", jobId: "2", provider: "acme" });
    expect(clock.now()).toBeGreaterThanOrEqual(10_000);
  });

  it("appears when it does", async () => {
    const { client, clock } = createAcmeProvider((_, atMs) => (atMs < 3_000 ? undefined : "DONE"), batchedAcmeContract);
    const ends = await clock.run(waitAll(jobsOf(client, ["1", "2"])));
    expect(ends.map(({ status }) => status?.state)).toEqual(["succeeded", "succeeded"]);
  });

  it("is gone where it was seen before", async () => {
    const { client, clock } = createAcmeProvider(
      (id, atMs) => (atMs < 4_000 ? "WORKING" : id === "2" ? undefined : "DONE"),
      batchedAcmeContract,
    );
    const [, gone] = await clock.run(waitAll(jobsOf(client, ["1", "2"]), fixed));
    expect(gone?.error).toMatchObject({ code: "gone", jobId: "2", lastStatus: { native: "WORKING" } });
  });
});

describe("an error of the whole response", () => {
  it("reaches each job with its own id", async () => {
    const { client, clock, requests } = createAcmeClient([{ status: 403 }], {}, batchedAcmeContract);
    const ends = await clock.run(waitAll(jobsOf(client, ["1", "2", "3"])));
    expect(requests.length).toBe(1);
    expect(ends.map(({ id, error }) => [id, error?.code, error?.httpStatus, error?.jobId])).toEqual([
      ["1", "forbidden", 403, "1"],
      ["2", "forbidden", 403, "2"],
      ["3", "forbidden", 403, "3"],
    ]);
    expect(ends[0]?.error?.message).toBe('acme showJob job "1": HTTP 403; have the account\'s administrator allow it');
  });

  it.each([
    [404, "gone"],
    [403, "forbidden"],
  ])("of %i after a job was seen is %s", async (status, code) => {
    const { client, clock } = createAcmeClient(
      (request) =>
        request.atMs > 0 ? { status } : { body: { jobs: idsIn(request).map((id) => ({ id, state: "WORKING" })) } },
      {},
      batchedAcmeContract,
    );
    const ends = await clock.run(waitAll(jobsOf(client, ["1", "2"]), fixed));
    expect(ends.map(({ error }) => [error?.code, error?.lastStatus?.native])).toEqual([
      [code, "WORKING"],
      [code, "WORKING"],
    ]);
  });

  it("a 404 of the whole response before any job was seen is not-found", async () => {
    const { client, clock } = createAcmeClient([{ status: 404 }], {}, batchedAcmeContract);
    const ends = await clock.run(waitAll(jobsOf(client, ["1", "2"])));
    expect(ends.map(({ error }) => error?.code)).toEqual(["not-found", "not-found"]);
  });

  it.each([
    ["503", { status: 503 }],
    ["a broken connection", { fails: new TypeError("fetch failed") }],
  ])("that may pass does not end the waits: %s", async (_, fault) => {
    let polled = 0;
    const { client, clock, requests } = createAcmeClient(
      () => ((polled += 1) === 1 ? fault : { body: { jobs: ["1", "2"].map((id) => ({ id, state: "DONE" })) } }),
      {},
      batchedAcmeContract,
    );
    const ends = await clock.run(waitAll(jobsOf(client, ["1", "2"])));
    expect(ends.map(({ status }) => status?.state)).toEqual(["succeeded", "succeeded"]);
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 1_000]);
  });

  it("holds back with its Retry-After the jobs of its request, and no others", async () => {
    const { client, clock, requests } = createAcmeClient(
      (request) => {
        const ids = idsIn(request);
        if (request.atMs === 0 && ids.includes("1")) return { status: 429, headers: { "Retry-After": "60" } };
        return { body: { jobs: ids.map((id) => ({ id, state: request.atMs < 20_000 ? "WORKING" : "DONE" })) } };
      },
      {},
      batchedAcmeContract,
    );
    await clock.run(waitAll(jobsOf(client, idsFrom(1, 150)), fixed));
    const first = requests.filter((request) => idsIn(request).includes("1")).map(({ atMs }) => atMs);
    expect(first).toEqual([0, 60_000]);
  });
});

describe("what cannot be polled together is polled alone", () => {
  it("an id with the separator in it", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract);
    const ends = await clock.run(waitAll(jobsOf(client, ["1", "2,3", "4"])));
    expect(ends.map(({ status }) => [status?.id, status?.state])).toEqual([
      ["1", "succeeded"],
      ["2,3", "succeeded"],
      ["4", "succeeded"],
    ]);
    expect(requests.map(({ url }) => new URL(url).pathname + new URL(url).search).toSorted()).toEqual([
      "/v1/main/jobs/2%2C3",
      "/v1/main/many?ids=1%2C4",
    ]);
  });

  it("one job, by the plain question", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract);
    await clock.run(waitAll(jobsOf(client, ["1"])));
    expect(requests.map(({ url }) => url)).toEqual(["https://shop.acme.example/v1/main/jobs/1"]);
  });

  it("jobs with a limit of their own", async () => {
    const { batch } = batchedAcmeContract;
    const { client, clock, requests } = createAcmeProvider(() => "DONE", { ...limitedAcmeContract, batch });
    await clock.run(waitAll(jobsOf(client, ["1", "2"])));
    expect(requests.map((request) => idsIn(request).length)).toEqual([1, 1]);
  });
});

describe("of the waits that are polled together", () => {
  it("some may leave: the request continues for the rest", async () => {
    const { client, clock, requests, load } = createAcmeProvider(() => "DONE", batchedAcmeContract, { takesMs: 5_000 });
    const { signal, abort } = createCountedSignal();
    const left = waitAll(jobsOf(client, ["1", "2"]), { signal });
    const rest = waitAll(jobsOf(client, ["3", "4"]));
    await clock.advance(1_000);
    abort();
    expect((await left).map(({ error }) => error?.code)).toEqual(["aborted", "aborted"]);
    expect(load.now).toBe(1);
    expect((await clock.run(rest)).map(({ status }) => status?.state)).toEqual(["succeeded", "succeeded"]);
    expect([requests.length, requests.map(idsIn)[0]?.length, clock.sleepers]).toEqual([1, 4, 0]);
  });

  it("the last one to leave ends the request", async () => {
    const { client, clock, load } = createAcmeProvider(() => "DONE", batchedAcmeContract, { takesMs: 5_000 });
    const [first, second] = [createCountedSignal(), createCountedSignal()];
    const ends = [first, second].map(({ signal }, n) => waitAll(jobsOf(client, [`${n}`]), { signal }));
    await clock.advance(1_000);
    first.abort();
    await clock.advance(0);
    expect(load.now).toBe(1);
    second.abort();
    await clock.advance(0);
    expect([load.now, clock.sleepers]).toEqual([0, 0]);
    await Promise.all(ends);
  });

  it("one may leave before the request is sent: it is not named", async () => {
    const { signal, abort } = createCountedSignal();
    const { client, clock, requests } = createAcmeProvider(() => "DONE", batchedAcmeContract);
    const ends = ["1", "2", "3"].map((id) => client.wait(id, id === "2" ? { signal } : {}).catch(() => undefined));
    abort();
    expect((await clock.run(Promise.all(ends))).map((end) => end?.id)).toEqual(["1", undefined, "3"]);
    expect(requests.map(idsIn)).toEqual([["1", "3"]]);
  });

  it("all may reach their timeout in the moment in which they are due: nothing is sent", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "WORKING", batchedAcmeContract);
    // The first polls are at 0 s; at 5 s the planned poll and the timeout fall together, and the poll was planned first.
    const token = {
      resumeToken: 1,
      provider: "acme",
      startedAtMs: 0,
      createdAtMs: 0,
      minDelayMs: 5_000,
      polls: 0,
      failures: 0,
      outageMs: 0,
      unchangedMs: 0,
      maxLatencyMs: 0,
      samples: [],
    };
    const jobs = ["1", "2"].map((id): ClientJob => [client, { ...token, id }]);
    const ends = await clock.run(waitAll(jobs, { timeoutMs: 5_000 }));
    expect(ends.map(({ error }) => error?.code)).toEqual(["timeout", "timeout"]);
    expect([requests.length, clock.sleepers]).toEqual([0, 0]);
  });
});

it("a job that was waited for alone before is not polled twice at once", async () => {
  const { client, clock, requests } = createAcmeProvider(
    (_, atMs) => (atMs < 20_000 ? "WORKING" : "DONE"),
    batchedAcmeContract,
    { takesMs: 400 },
  );
  const alone = client.wait("1", fixed);
  await clock.advance(2_000);
  const ends = waitAll(jobsOf(client, ["1", "2", "3"]), fixed);
  await clock.run(Promise.all([alone, ends]));
  const first = requests.filter((request) => idsIn(request).includes("1"));
  for (const [n, { atMs }] of first.entries()) {
    expect(atMs).toBeGreaterThanOrEqual(first[n - 1]?.endedMs ?? 0);
  }
  expect(first.length).toBeLessThanOrEqual(6);
});

it("a job that was waited for alone before leaves nothing when all waits have left", async () => {
  const { client, clock } = createAcmeProvider(() => "WORKING", batchedAcmeContract);
  const { signal, abort } = createCountedSignal();
  const options = { schedule: () => 600_000, signal };
  const ended: Promise<unknown>[] = [rejectionOf(client.wait("1", options))];
  await clock.advance(1_000);
  ended.push(waitAll(jobsOf(client, ["1", "2"]), options));
  await clock.advance(1_000);
  abort();
  await Promise.all(ended);
  await clock.advance(0);
  expect(clock.sleepers).toBe(0);
});

it("a job that can't be read among others is an error of its own, with what was seen of it", async () => {
  const errors: unknown[] = [];
  const onEvent = (event: JobEvent) => event.type === "retry-scheduled" && errors.push(event.error);
  const batches = [
    { body: { jobs: ["1", "2"].map((id) => ({ id, state: "WORKING" })) } },
    {
      body: {
        jobs: [
          { id: "1", state: 5 },
          { id: "2", state: "WORKING" },
        ],
      },
    },
  ];
  const done = { body: { jobs: ["1", "2"].map((id) => ({ id, state: "DONE" })) } };
  const script = ({ url }: { readonly url: string }) =>
    url.includes("?ids=") ? (batches.shift() ?? done) : { body: { job: { state: "DONE" } } };
  const { client, clock } = createAcmeClient(script, { ...fixed, onEvent }, batchedAcmeContract);
  const ends = await clock.run(waitAll(jobsOf(client, ["1", "2"])));
  expect(ends.map(({ status }) => status?.state)).toEqual(["succeeded", "succeeded"]);
  expect(errors).toMatchObject([
    {
      code: "invalid-response",
      jobId: "1",
      where: "/state",
      lastStatus: { native: "WORKING" },
      message: 'acme showJob job "1": there is no status value at "/state" of the job',
    },
  ]);
});
