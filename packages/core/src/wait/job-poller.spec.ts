import { describe, expect, it } from "vitest";
import { contextOf } from "../context/context-of.ts";
import type { JobEvent } from "../context/job-event.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeProvider } from "../testing/acme-provider.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { createVirtualClock } from "../virtual-clock.ts";

/** A job that works for a minute. */
const oneMinute = (_: string, atMs: number) => (atMs < 60_000 ? "WORKING" : "DONE");

/** A token of another process: the provider must not be polled before 8 s. */
const TOKEN = {
  resumeToken: 1,
  provider: "acme",
  id: "7",
  startedAtMs: 0,
  createdAtMs: 0,
  minDelayMs: 8_000,
  polls: 1,
  failures: 0,
  outageMs: 0,
  unchangedMs: 0,
  maxLatencyMs: 0,
  samples: [],
};

/** The intervals between moments. */
const gaps = (moments: readonly number[]) => moments.slice(1).map((atMs, n) => atMs - (moments[n] ?? 0));

describe.each([
  ["without a minimum interval", acmeContract],
  ["with a minimum interval", limitedAcmeContract],
])("50 waiters of one job %s", (_, contract) => {
  it("send exactly the requests of one", async () => {
    const requestsOf = async (waiters: number) => {
      const { client, clock, requests, load } = createAcmeProvider(oneMinute, contract, { takesMs: 50 });
      const ends = await clock.run(Promise.all(Array.from({ length: waiters }, () => client.wait("7"))));
      expect(ends.map(({ state }) => state)).toEqual(Array.from({ length: waiters }, () => "succeeded"));
      expect([load, clock.sleepers]).toEqual([{ now: 0, most: 1 }, 0]);
      return requests.map(({ atMs }) => atMs);
    };
    const alone = await requestsOf(1);
    expect(alone.at(-1)).toBeGreaterThanOrEqual(60_000);
    expect(await requestsOf(50)).toEqual(alone);
  });

  it("that come one after the other send no more than one either", async () => {
    const { client, clock, requests } = createAcmeProvider(oneMinute, contract);
    const fixed = { schedule: () => 10_000 };
    const waits = [client.wait("7", fixed)];
    for (let n = 1; n < 50; n += 1) {
      await clock.advance(1_000);
      waits.push(client.wait("7", fixed));
    }
    await clock.run(Promise.all(waits));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  });
});

describe("a wait that joins", () => {
  it("begins with the last response, and sends no request for it", async () => {
    const { client, clock, requests } = createAcmeProvider(oneMinute, acmeContract);
    const schedule = () => 10_000;
    const first = client.wait("7", { schedule });
    await clock.advance(4_000);
    const joined = client.watch("7", { schedule });
    await expect(joined.next()).resolves.toMatchObject({ done: false, value: { native: "WORKING" } });
    expect(requests.length).toBe(1);
    await joined.return?.();
    await clock.run(first);
  });

  it("begins with the last response also where that one changed nothing", async () => {
    const { client, clock, requests } = createAcmeProvider(oneMinute, acmeContract);
    const schedule = () => 10_000;
    const first = client.wait("7", { schedule });
    await clock.advance(14_000);
    const joined = client.watch("7", { schedule });
    await expect(joined.next()).resolves.toMatchObject({ done: false, value: { native: "WORKING" } });
    expect(requests.length).toBe(2);
    await joined.return?.();
    await clock.run(first);
  });

  it("a wait that joins and does not read on polls nothing", async () => {
    const { client, clock, requests } = createAcmeProvider(oneMinute, acmeContract);
    const never = { schedule: () => Infinity };
    const { signal, abort } = createCountedSignal();
    const first = rejectionOf(client.wait("7", { ...never, signal }));
    await clock.advance(4_000);
    const joined = client.watch("7", { schedule: () => 5_000 });
    await joined.next();
    await clock.advance(30_000);
    expect(requests.length).toBe(1);
    await joined.return?.();
    abort();
    expect([(await first).code, clock.sleepers]).toEqual(["aborted", 0]);
  });

  it("if the last response is too old for it, polls at once", async () => {
    const { client, clock, requests } = createAcmeProvider(oneMinute, acmeContract);
    const slow = client.wait("7", { schedule: () => 61_000 });
    await clock.advance(30_000);
    const quick = client.wait("7", { schedule: () => 5_000 });
    await clock.run(Promise.all([slow, quick]));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 30_000, 35_000, 40_000, 45_000, 50_000, 55_000, 60_000]);
  });

  it("while the request is in flight shares its response", async () => {
    const { client, clock, requests } = createAcmeClient([{ ...jobIn("DONE"), takesMs: 5_000 }]);
    const first = client.wait("7");
    await clock.advance(2_000);
    const all = await clock.run(Promise.all([first, client.wait("7"), client.status("7")]));
    expect(all.map(({ state }) => state)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect([requests.length, clock.now()]).toEqual([1, 5_000]);
  });
});

describe("the minimum interval holds", () => {
  it("while waiters come and go", async () => {
    const { client, clock, requests } = createAcmeProvider(() => "WORKING", limitedAcmeContract, { takesMs: 300 });
    for (let n = 0; n < 40; n += 1) {
      const { signal, abort } = createCountedSignal();
      const ended = rejectionOf(client.wait("7", { signal, schedule: () => 0 }));
      await clock.advance([100, 250, 4_000, 700][n % 4] ?? 0);
      abort();
      await ended;
    }
    // An aborted request counts as one: the provider has seen it.
    expect(requests.length).toBeGreaterThan(4);
    expect(gaps(requests.map(({ atMs }) => atMs)).filter((ms) => ms < 10_000)).toEqual([]);
    expect(clock.sleepers).toBe(0);
  });

  it("the minimum interval holds for clients with other credentials, too, which share no response", async () => {
    const { client, clock, fetch, requests } = createAcmeProvider(() => "WORKING", limitedAcmeContract);
    const credentials = { token: "another" };
    const other = createAcmeClient([], { clock, fetch, credentials }, limitedAcmeContract).client;
    const options = { schedule: () => 0, timeoutMs: 35_000 };
    const ends = await clock.run(
      Promise.all([rejectionOf(client.wait("7", options)), rejectionOf(other.wait("7", options))]),
    );
    expect(ends.map(({ code }) => code)).toEqual(["timeout", "timeout"]);
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000, 30_000]);
    const passes = requests.map(({ headers }) => headers.get("X-Pass"));
    expect(passes).toEqual(["Token opensesame", "Token another", "Token opensesame", "Token another"]);
  });

  it("after a call of status, and for such calls among waits", async () => {
    const { client, clock, requests } = createAcmeProvider(oneMinute, limitedAcmeContract);
    await client.status("7");
    const wait = client.wait("7", { schedule: () => 0 });
    await clock.advance(5_000);
    const status = client.status("7");
    await clock.run(Promise.all([wait, status]));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  });

  it("across a resume in another process", async () => {
    const before = createAcmeProvider(() => "WORKING", limitedAcmeContract);
    const { signal, abort } = createCountedSignal();
    const ended = rejectionOf(before.client.wait("7", { signal }));
    await before.clock.advance(12_000);
    abort();
    const { resume } = await ended;
    expect(before.requests.map(({ atMs }) => atMs)).toEqual([0, 10_000]);
    expect(resume).toMatchObject({ createdAtMs: 12_000, minDelayMs: 8_000 });
    const token: object = JSON.parse(JSON.stringify(resume));

    // Another process knows nothing but the token and the time.
    for (const call of ["wait", "status"] as const) {
      const clock = createVirtualClock(12_000);
      // The client is on that clock, and so is what it asks.
      const polled: number[] = [];
      const { fetch } = createAcmeClient([jobIn("DONE")]);
      const note: typeof fetch = (input, init) => {
        polled.push(clock.now());
        return fetch(input, init);
      };
      const { client } = createAcmeClient([], { clock, fetch: note }, limitedAcmeContract);
      await expect(clock.run(client[call](token))).resolves.toMatchObject({ state: "succeeded" });
      expect(polled).toEqual([20_000]);
    }
  });
});

it("a wait with a token of another process holds the others back until the token's moment", async () => {
  const { client, clock, fetch, requests } = createAcmeProvider(() => "DONE", limitedAcmeContract);
  const other = createAcmeClient([], { clock, fetch, credentials: { token: "another" } }, limitedAcmeContract).client;
  const resumed = client.wait(TOKEN);
  await clock.advance(1_000);
  await clock.run(Promise.all([resumed, other.status("7")]));
  expect(requests.map(({ atMs }) => atMs)).toEqual([8_000, 18_000]);
});

it("a token leaves no limit behind where the provider has no limit for each job", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("DONE")]);
  await clock.run(client.wait(TOKEN));
  expect(requests.map(({ atMs }) => atMs)).toEqual([8_000]);
  expect(contextOf(client).jobRateLimit).toBeUndefined();
});

it("the end of another job does not separate waits that share one", async () => {
  const { client, clock, requests } = createAcmeProvider((id) => (id === "8" ? "DONE" : "WORKING"), acmeContract);
  const options = { schedule: () => 10_000, timeoutMs: 25_000 };
  const waits = [rejectionOf(client.wait("7", options))];
  await clock.run(client.wait("8"));
  await clock.advance(1_000);
  waits.push(rejectionOf(client.wait("7", options)));
  await clock.run(Promise.all(waits));
  const polled = requests.filter(({ url }) => url.endsWith("/7")).map(({ atMs }) => atMs);
  // The final polls of both, 100 ms before their timeouts at 25 s and 26 s.
  expect(polled).toEqual([0, 10_000, 20_000, 24_900, 25_900]);
});

it("leaving once more after the end does not separate waits that came later", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("DONE"), { ...jobIn("DONE"), takesMs: 1_000 }]);
  const over = client.watch("7");
  await clock.run(over.next());
  const later = client.wait("7");
  await clock.advance(500);
  await over.return?.();
  await clock.run(Promise.all([later, client.wait("7")]));
  expect(requests.length).toBe(2);
});

it("a fault of the client's own parts is an error with its cause", async () => {
  const fault = new Error("no chance");
  const random = () => {
    throw fault;
  };
  const { client } = createAcmeClient([], { random });
  expect(await rejectionOf(client.status("7"))).toMatchObject({
    code: "unavailable",
    jobId: "7",
    message: 'acme showJob job "7": an unexpected fault: no chance',
    cause: fault,
  });
});

it("a request that is aborted tells so once, and nothing more", async () => {
  const told: string[] = [];
  const onEvent = ({ type }: { readonly type: string }) => told.push(type);
  const { client, clock } = createAcmeClient([{ hangs: "request" }], { onEvent }, limitedAcmeContract);
  const { signal, abort } = createCountedSignal();
  const ended = rejectionOf(client.wait("7", { signal }));
  await clock.advance(1_000);
  abort();
  await ended;
  await clock.advance(60_000);
  expect(told).toEqual(["polling-started", "request", "failed", "polling-stopped", "response"]);
});

describe("the last wait to leave", () => {
  it("ends the request that is in flight, and not before", async () => {
    const { client, clock, load } = createAcmeClient([{ hangs: "request" }]);
    const [first, second] = [createCountedSignal(), createCountedSignal()];
    const ends = [first, second].map(({ signal }) => rejectionOf(client.wait("7", { signal })));
    await clock.advance(1_000);
    first.abort();
    await clock.advance(0);
    expect(load.now).toBe(1);
    second.abort();
    await clock.advance(0);
    expect([load.now, clock.sleepers, first.listeners(), second.listeners()]).toEqual([0, 0, 0, 0]);
    expect((await Promise.all(ends)).map(({ code }) => code)).toEqual(["aborted", "aborted"]);
  });

  it("takes the response along: a later wait polls anew", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("DONE"), jobIn("WORKING"), jobIn("DONE")]);
    await clock.run(client.wait("7"));
    const seen: string[] = [];
    const read = async () => {
      for await (const { native } of client.watch("7")) seen.push(native);
    };
    await clock.run(read());
    expect([seen, requests.length]).toEqual([["WORKING", "DONE"], 3]);
  });
});

it("the listener is told of changes, pauses, retries and the end, in wall time", async () => {
  const clock = createVirtualClock();
  const wall = { ...clock, now: () => clock.now(), wallNow: () => 1_000_000 + clock.now() };
  const events: JobEvent[] = [];
  const onEvent = (event: JobEvent) => {
    if (["changed", "rate-limited", "retry-scheduled", "ended"].includes(event.type)) events.push(event);
  };
  const responses = [
    jobIn("WORKING"),
    { status: 429, headers: { "Retry-After": "9" } },
    { status: 503 },
    jobIn("WORKING"),
    jobIn("DONE"),
  ];
  const { fetch } = createAcmeClient(responses);
  const { client } = createAcmeClient([], { clock: wall, fetch, onEvent });
  const done = await clock.run(client.wait("7", { schedule: () => 1_000 }));
  const working = { ...done, state: "running", native: "WORKING", raw: { job: { state: "WORKING" } } };
  const [limited, unavailable] = [{ code: "rate-limited" }, { code: "unavailable" }];
  const about = { provider: "acme", id: "7" };
  expect(events).toMatchObject([
    { ...about, type: "changed", atMs: 1_000_000, status: working, previous: undefined },
    // Polled 1 s later, and not allowed for another 9 s.
    { ...about, type: "rate-limited", atMs: 1_001_000, error: limited, untilMs: 1_010_000 },
    { ...about, type: "retry-scheduled", atMs: 1_001_000, error: limited, nextAtMs: 1_010_000 },
    { ...about, type: "retry-scheduled", atMs: 1_010_000, error: unavailable, nextAtMs: 1_011_000 },
    { ...about, type: "changed", atMs: 1_012_000, status: done, previous: working },
    { ...about, type: "ended", atMs: 1_012_000, status: done },
  ]);
  expect(events).toHaveLength(6);
});
