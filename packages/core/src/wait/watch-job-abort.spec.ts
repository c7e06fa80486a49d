import { describe, expect, it } from "vitest";
import type { JobClient } from "../client/job-client.ts";
import { step } from "../client/step.ts";
import { waitAll } from "../client/wait-all.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { limitedAcmeContract } from "../testing/acme-contract.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

const WORKING = jobIn("WORKING");
const TOKEN: ResumeToken = {
  resumeToken: 1,
  provider: "acme",
  account: "https://shop.acme.example main",
  id: "7",
  startedAtMs: 1_000,
  createdAtMs: 5_000,
  minDelayMs: 10_000,
  polls: 1,
  failures: 0,
  outageMs: 0,
  unchangedMs: 0,
  fingerprint: "x",
  maxLatencyMs: 5,
  samples: [{ elapsedMs: 4_000, state: "running" }],
};

type Call = "status" | "wait" | "next";

/** Aborts a call after a time, lets much time pass, and says how the call ended and what it left. */
async function abortedAfter(
  ms: number,
  responses: readonly ScriptedResponse[],
  call: Call = "wait",
  contract = limitedAcmeContract,
) {
  const { client, clock, requests, load } = createAcmeClient(responses, {}, contract);
  const { signal, abort, listeners } = createCountedSignal();
  const calls = {
    status: () => client.status("7", { signal }),
    wait: () => client.wait("7", { signal }),
    next: () => client.watch("7", { signal }).next(),
  };
  const ended = rejectionOf(calls[call]());
  await clock.advance(ms);
  abort("enough");
  await clock.advance(0);
  const left = { sleepers: clock.sleepers, listeners: listeners(), underWay: load.now };
  const sent = requests.length;
  const error = await ended;
  await clock.advance(3_600_000);
  expect(requests.length).toBe(sent);
  return { error, left, sent };
}

const NOTHING = { sleepers: 0, listeners: 0, underWay: 0 };

describe("an abort takes effect at once, and leaves nothing", () => {
  it.each<[string, Call, ScriptedResponse]>([
    ["during the request of status", "status", { hangs: "request" }],
    ["while the body for status is read", "status", { hangs: "body", body: "{" }],
    ["during a wait's request", "wait", { hangs: "request" }],
    ["while a wait's body is read", "wait", { hangs: "body", body: "{" }],
    ["during a watch's request", "next", { hangs: "request" }],
    ["during a slow response", "wait", { ...WORKING, takesMs: 9_000 }],
  ])("%s", async (_, call, response) => {
    const { error, left, sent } = await abortedAfter(5_000, [response], call);
    expect([error.code, error.cause, error.jobId]).toEqual(["aborted", "enough", "7"]);
    expect([left, sent]).toEqual([NOTHING, 1]);
  });

  it("during an outage, and says why the last request failed", async () => {
    const fails = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) });
    const { error } = await abortedAfter(5_000, [{ fails }]);
    expect([error.code, error.cause]).toEqual(["aborted", "enough"]);
    expect(error.message).toMatch(
      /^acme showJob job "7": the caller's signal was aborted; the last request failed: .*the connection was refused/,
    );
  });

  it("during a sleep, with the last status", async () => {
    const { error, left, sent } = await abortedAfter(5_000, [WORKING]);
    expect([error.code, error.cause, error.lastStatus?.native]).toEqual(["aborted", "enough", "WORKING"]);
    expect(error.message).toBe('acme showJob job "7": the caller\'s signal was aborted');
    expect([left, sent]).toEqual([NOTHING, 1]);
  });

  it("during the sleep after a fault", async () => {
    const { error, left, sent } = await abortedAfter(500, [{ status: 503 }]);
    expect([error.code, left, sent]).toEqual(["aborted", NOTHING, 1]);
  });

  it("even where fetch does not listen to it", async () => {
    const { clock, client } = createAcmeClient([], { fetch: () => new Promise(() => undefined) });
    const { signal, abort, listeners } = createCountedSignal();
    const ended = rejectionOf(client.wait("7", { signal }));
    await clock.advance(5_000);
    abort();
    expect((await ended).code).toBe("aborted");
    expect([clock.sleepers, listeners()]).toEqual([0, 0]);
  });

  it.each<Call>(["status", "wait", "next"])("while %s waits for its turn", async (call) => {
    const { client, clock, requests } = createAcmeClient([WORKING], {}, limitedAcmeContract);
    await client.status("7");
    const { signal, abort, listeners } = createCountedSignal();
    const calls = { status: client.status, wait: client.wait, next: () => client.watch("7", { signal }).next() };
    const ended = rejectionOf(calls[call]("7", { signal }));
    await clock.advance(5_000);
    abort("enough");
    expect((await ended).code).toBe("aborted");
    expect([clock.sleepers, listeners(), requests.length]).toEqual([0, 0, 1]);
  });

  it.each<Call>(["status", "wait", "next"])("before %s: nothing is sent", async (call) => {
    const { client, clock, requests } = createAcmeClient([WORKING]);
    const { signal, abort, listeners } = createCountedSignal();
    abort("before");
    const calls = { status: client.status, wait: client.wait, next: () => client.watch("7", { signal }).next() };
    const error = await rejectionOf(calls[call]("7", { signal }));
    expect([error.code, error.cause]).toEqual(["aborted", "before"]);
    expect([clock.sleepers, listeners(), requests.length]).toEqual([0, 0, 0]);
  });

  it("while the credentials are fetched: nothing is sent", async () => {
    const { client, clock, requests } = createAcmeClient([], { credentials: () => new Promise(() => undefined) });
    const { signal, abort, listeners } = createCountedSignal();
    const ended = rejectionOf(client.status("7", { signal }));
    abort("enough");
    expect((await ended).code).toBe("aborted");
    expect([clock.sleepers, listeners(), requests.length]).toEqual([0, 0, 0]);
  });
});

it.each([undefined, null, 0, new Error("mine"), new JobStatusError("unavailable", "another wait's error")])(
  "whatever the reason is, the code is aborted: %s",
  async (reason) => {
    for (const response of [WORKING, { hangs: "request" }] as const) {
      const { client, clock } = createAcmeClient([response]);
      const { signal, abort } = createCountedSignal();
      const ended = rejectionOf(client.wait("7", { signal }));
      await clock.advance(500);
      abort(reason);
      const error = await ended;
      expect([error.code, clock.sleepers]).toEqual(["aborted", 0]);
      expect(error.cause).toBe(signal.reason);
    }
  },
);

it("an abort after the end does nothing, and the end left no listener", async () => {
  const { client, clock } = createAcmeClient([WORKING, jobIn("DONE")]);
  const { signal, abort, listeners } = createCountedSignal();
  await expect(clock.run(client.wait("7", { signal }))).resolves.toMatchObject({ state: "succeeded" });
  expect([listeners(), clock.sleepers]).toEqual([0, 0]);
  abort();
});

it("a watch that is left early leaves no listener", async () => {
  const { client, clock } = createAcmeClient([WORKING]);
  const { signal, listeners } = createCountedSignal();
  await clock.run(
    (async () => {
      for await (const status of client.watch("7", { signal })) if (status) break;
    })(),
  );
  expect([listeners(), clock.sleepers]).toEqual([0, 0]);
});

it("an abort ends one of two waits for a job, and the other continues", async () => {
  const { client, clock, requests } = createAcmeClient([WORKING, WORKING, jobIn("DONE")], {}, limitedAcmeContract);
  const { signal, abort } = createCountedSignal();
  const first = rejectionOf(client.wait("7", { signal }));
  const second = client.wait("7");
  await clock.advance(1_000);
  abort();
  expect((await first).code).toBe("aborted");
  await expect(clock.run(second)).resolves.toMatchObject({ state: "succeeded" });
  expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000]);
});

it.each<[string, (client: JobClient, options: { signal: AbortSignal }) => Promise<unknown>]>([
  ["wait", (client, options) => client.wait(TOKEN, options)],
  ["watch", (client, options) => client.watch(TOKEN, options).next()],
  ["step", (client, options) => step(client, TOKEN, options)],
  [
    "waitAll",
    async (client, options) => {
      const [end] = await waitAll([[client, TOKEN]], options);
      if (end?.error) throw end.error;
    },
  ],
])(
  "%s by a signal that is aborted already sends nothing, and its error resumes where the token was",
  async (_, call) => {
    const { client, requests } = createAcmeClient([WORKING], { clock: createVirtualClock(8_000) });
    const error = await rejectionOf(call(client, { signal: AbortSignal.abort("enough") }));
    expect([error.code, requests.length]).toEqual(["aborted", 0]);
    // Three of the ten seconds have passed in which the provider must not be polled.
    expect(error.resume).toEqual({ ...TOKEN, createdAtMs: 8_000, minDelayMs: 7_000, unchangedMs: 3_000 });
  },
);
