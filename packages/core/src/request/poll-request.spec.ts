import { describe, expect, it, vi } from "vitest";
import type { RequestGate } from "../async/account-gate.ts";
import { TimeoutScope } from "../async/timeout-scope.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobEvent } from "../context/job-event.ts";
import type { JobClient } from "../client/job-client.ts";
import { type AcmeOptions, createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createSessionClient } from "../testing/acme-session.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import { newExchangeRecord } from "./exchange.ts";
import { requestStatus } from "./request-status.ts";

const refusal: ScriptedResponse = { status: 429, headers: { "Retry-After": "9" }, takesMs: 500 };

/** A client whose listener keeps the events of requests. */
function createHeardClient(responses: readonly ScriptedResponse[], options: Partial<AcmeOptions> = {}) {
  const events: JobEvent[] = [];
  const onEvent = (event: JobEvent) => {
    if (event.type === "request" || event.type === "response") events.push(event);
  };
  return { ...createAcmeClient(responses, { onEvent, ...options }), events };
}

/** One request for the status of job 7, with what is recorded of it. */
function requestFor(client: JobClient, gate?: RequestGate) {
  const context = { ...contextOf(client), ...(gate && { gate }) };
  const scope = new TimeoutScope(context.engine.timers);
  const record = newExchangeRecord();
  const request = { url: "https://shop.acme.example/v1/main/jobs/7", method: "GET" };
  const state = { lastStatus: undefined, polls: 0, nextPath: undefined };
  const status = requestStatus(context, { id: "7", request, scope, state, record });
  return { status, scope, record };
}

describe("what the listener is told", () => {
  const sent = { type: "request", provider: "acme", ids: ["7"], atMs: 0 };
  const ended = { type: "response", provider: "acme", ids: ["7"] };

  it("the listener is told of a request, and of its response", async () => {
    const { client, clock, events } = createHeardClient([{ ...jobIn("DONE"), takesMs: 500 }]);
    await clock.advance(1_000);
    await clock.run(client.status("7"));
    expect(events).toStrictEqual([
      { ...sent, atMs: 1_000 },
      { ...ended, durationMs: 500, atMs: 1_500 },
    ]);
  });

  it("the listener is told of an error", async () => {
    const { client, clock, events } = createHeardClient([{ status: 503, takesMs: 500 }]);
    const error = await rejectionOf(clock.run(client.status("7")));
    expect(events).toStrictEqual([sent, { ...ended, durationMs: 500, error, atMs: 500 }]);
  });

  it("the listener is told of an abort in flight, with its reason", async () => {
    const { client, clock, events } = createHeardClient([{ hangs: "request" }]);
    const { status, scope } = requestFor(client);
    await clock.advance(700);
    const reason = new Error("left");
    scope.abort(reason);
    await expect(status).rejects.toBe(reason);
    const error = events.at(-1)?.type === "response" ? Reflect.get(events.at(-1) ?? {}, "error") : undefined;
    expect(events).toStrictEqual([sent, { ...ended, durationMs: 700, error, atMs: 700 }]);
    expect(error).toMatchObject({ code: "aborted", message: "acme showJob: the request was aborted", cause: reason });
  });

  it("the listener is told of nothing if the account's gate still held the request when it was aborted", async () => {
    const { client, clock, requests, events } = createHeardClient([refusal, jobIn("DONE")]);
    await rejectionOf(clock.run(client.status("6")));
    const { status, scope, record } = requestFor(client);
    await clock.advance(5_000);
    scope.abort(new Error("left"));
    await expect(status).rejects.toThrow("left");
    await clock.advance(60_000);
    expect([requests.length, record.requests, events.map(({ type }) => type)]).toEqual([1, 0, ["request", "response"]]);
  });

  it("a request that the listener aborts is not sent", async () => {
    const calls: { abort?: () => void } = {};
    const onEvent = ({ type }: JobEvent) => type === "request" && calls.abort?.();
    const { client, requests } = createHeardClient([jobIn("DONE")], { onEvent });
    const { status, scope } = requestFor(client);
    calls.abort = () => scope.abort(new Error("left"));
    await expect(status).rejects.toThrow("left");
    expect(requests).toEqual([]);
  });
});

it("records a request, and for how long its response says not to send another", async () => {
  const { client, clock } = createAcmeClient([refusal]);
  await clock.advance(1_000);
  const { status, record } = requestFor(client);
  await clock.run(rejectionOf(status));
  expect(record).toEqual({ requests: 1, sentMs: 1_000, rateLimitMs: 9_000 });
});

it("sends as many requests at once as the client may, and the next one when one has ended, however it ended", async () => {
  const responses = [{ status: 403 }, jobIn("DONE"), jobIn("DONE")].map((response) => ({ ...response, takesMs: 100 }));
  const { client, clock, requests } = createAcmeClient(responses, { maxConcurrentRequests: 1 });
  await clock.run(Promise.allSettled(["1", "2", "3"].map((id) => client.status(id))));
  expect(requests.map(({ atMs }) => atMs)).toEqual([0, 100, 200]);
});

it("polls of jobs and other requests take turns in the order of their calls", async () => {
  const { client, clock, requests } = createAcmeClient(() => ({ ...jobIn("DONE"), takesMs: 100 }), {
    maxConcurrentRequests: 1,
  });
  const first = client.wait("1");
  const second = client.wait("2");
  const { status: third } = requestFor(client);
  const fourth = client.wait("4");
  await clock.run(Promise.all([first, second, third, fourth]));
  expect(requests.map(({ url, atMs }) => [url.split("/").at(-1), atMs])).toEqual([
    ["1", 0],
    ["2", 100],
    ["7", 200],
    ["4", 300],
  ]);
});

it("a job that is given up before its turn is not requested, and the next one is in its turn", async () => {
  const { client, clock, requests } = createAcmeClient(() => ({ ...jobIn("DONE"), takesMs: 100 }), {
    maxConcurrentRequests: 1,
  });
  const { signal, abort, listeners } = createCountedSignal();
  const first = client.wait("1");
  const given = rejectionOf(client.wait("2", { signal }));
  const last = client.wait("3");
  await clock.advance(50);
  abort("stop");
  expect([(await given).code, listeners(), clock.now()]).toEqual(["aborted", 0, 50]);
  await clock.run(Promise.all([first, last]));
  expect(requests.map(({ url, atMs }) => [url.split("/").at(-1), atMs])).toEqual([
    ["1", 0],
    ["3", 100],
  ]);
  expect(clock.sleepers).toBe(0);
});

describe("the account's gate", () => {
  /** The times of two requests, one after the other. */
  async function timesAfter(first: ScriptedResponse): Promise<number[]> {
    const { client, clock, requests } = createAcmeClient([first, jobIn("DONE")]);
    await rejectionOf(clock.run(client.status("1")));
    await clock.run(client.status("2"));
    return requests.map(({ atMs }) => atMs);
  }

  it("the gate holds all requests for as long as a refusal says", async () => {
    expect(await timesAfter(refusal)).toEqual([0, 9_500]);
  });

  it.each<[string, ScriptedResponse]>([
    ["a refusal that says nothing of it", { status: 429, takesMs: 500 }],
    ["another error that does", { ...refusal, status: 503 }],
  ])("the gate is not closed by %s", async (_, response) => {
    expect(await timesAfter(response)).toEqual([0, 500]);
  });

  /** A gate that is always open, and keeps what it is told. */
  function openGate() {
    const onResponse = vi.fn<() => void>();
    const onRefusal = vi.fn<RequestGate["onRefusal"]>();
    return { admit: () => undefined, onResponse, onRefusal };
  }

  it("the gate is told of each response and of each refusal", async () => {
    const { client, clock } = createAcmeClient([refusal, jobIn("DONE")]);
    const gate = openGate();
    await clock.run(rejectionOf(requestFor(client, gate).status));
    expect([gate.onRefusal.mock.calls, gate.onResponse.mock.calls.length]).toEqual([[[500, 0, 9_000]], 0]);
    await requestFor(client, gate).status;
    expect([gate.onRefusal.mock.calls.length, gate.onResponse.mock.calls.length]).toEqual([1, 1]);
  });

  it("the gate is not told of the refusal of a login, which has a limit of its own", async () => {
    const { client, clock } = createSessionClient([refusal]);
    const gate = openGate();
    const error = await clock.run(rejectionOf(requestFor(client, gate).status));
    expect([error.code, error.retryAfterMs, gate.onRefusal.mock.calls]).toEqual(["rate-limited", 9_000, []]);
  });

  it("the gate is told that no request is left, if the contract names the header that says so", async () => {
    const remainingRequests = { header: "X-Left", resetHeader: "X-Reset", intervalMs: 60_000 };
    const none = { ...jobIn("DONE"), headers: { "X-Left": "0", "X-Reset": "20" } };
    const { client, clock, requests } = createAcmeClient([none], {}, { ...acmeContract, remainingRequests });
    await clock.run(client.status("1"));
    await clock.run(client.status("2"));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 20_000]);
  });
});
