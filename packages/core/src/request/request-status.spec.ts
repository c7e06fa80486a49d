import { describe, expect, it } from "vitest";
import { TimeoutScope } from "../async/timeout-scope.ts";
import { contextOf } from "../context/context-of.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import { newExchangeRecord } from "./exchange.ts";
import { requestStatus } from "./request-status.ts";

/** The error of one question that is answered so. */
function failureAt(response: ScriptedResponse) {
  const { client, clock } = createAcmeClient([response]);
  return rejectionOf(clock.run(client.status("7")));
}

it("sends one request, which follows no redirect", async () => {
  const { client, requests, load } = createAcmeClient([jobIn("WORKING", { text: "on it" })]);
  const status = await client.status("7");
  expect(status).toStrictEqual({
    provider: "acme",
    id: "7",
    state: "running",
    native: "WORKING",
    message: "on it",
    raw: { job: { state: "WORKING", text: "on it" } },
  });
  expect(requests).toMatchObject([
    { url: "https://shop.acme.example/v1/main/jobs/7", method: "GET", body: undefined, redirect: "manual" },
  ]);
  expect(load).toEqual({ now: 0, most: 1 });
});

it("a failed job is data, not an error", async () => {
  const { client } = createAcmeClient([jobIn("BROKEN")]);
  await expect(client.status("7")).resolves.toMatchObject({ state: "failed" });
});

it("an error carries what a person needs to act", async () => {
  const body = { error: { code: "TOO_OFTEN", text: "slow down" } };
  const headers = { "Retry-After": "9", "X-Acme-Request": "r-1" };
  const error = await failureAt({ status: 400, headers, body });
  expect(Object.fromEntries(Object.entries(error))).toEqual({
    name: "JobStatusError",
    code: "rate-limited",
    provider: "acme",
    operation: "showJob",
    jobId: "7",
    httpStatus: 400,
    nativeCode: "TOO_OFTEN",
    nativeMessage: "slow down",
    requestId: "r-1",
    retryAfterMs: 9_000,
  });
  expect(error.message).toBe('acme showJob job "7": HTTP 400 (TOO_OFTEN: slow down); poll less often');
});

describe("a response that cannot be read as an error is one, with its beginning", () => {
  const page = `<html><h1>Bad Gateway</h1>${"x".repeat(500)}`;

  it.each<[string, ScriptedResponse, string, string]>([
    ["HTML under 502", { status: 502, body: page }, "unavailable", page.slice(0, 200)],
    ["HTML under 429", { status: 429, body: page }, "rate-limited", page.slice(0, 200)],
    ["HTML under 200", { body: page }, "unavailable", page.slice(0, 200)],
    ["plain text under 503", { status: 503, body: "server timed out" }, "unavailable", "server timed out"],
    ["nothing under 500", { status: 500 }, "unavailable", ""],
    ["nothing under 200", {}, "unavailable", ""],
    ["truncated JSON", { body: '{"job":{"state":"DO' }, "unavailable", '{"job":{"state":"DO'],
    ["truncated JSON under 404", { status: 404, body: '{"err' }, "not-found", '{"err'],
    ["another shape", { body: { jobs: [] } }, "invalid-response", '{"jobs":[]}'],
    ["a bare string", { body: '"oops"' }, "invalid-response", '"oops"'],
    ["null", { body: "null" }, "invalid-response", "null"],
    ["a job without a status", { body: { job: { name: "x" } } }, "invalid-response", '{"job":{"name":"x"}}'],
  ])("%s", async (_, response, code, excerpt) => {
    const error = await failureAt(response);
    expect([error.code, error.excerpt]).toEqual([code, excerpt]);
    expect([error.httpStatus, error.jobId]).toEqual([response.status ?? 200, "7"]);
    expect(error.message).toContain(excerpt);
  });

  it.each<[string, ScriptedResponse, string]>([
    ["nothing", {}, "the response isn't JSON: it is empty"],
    ["nothing under 503", { status: 503 }, "HTTP 503"],
    ["words without a code", { status: 503, body: { error: { text: "Sorry." } } }, "HTTP 503 (Sorry.)"],
    ["a code without words", { status: 503, body: { error: { code: "DOWN" } } }, "HTTP 503 (DOWN)"],
    ["text under 503", { status: 503, body: "server timed out" }, "HTTP 503 (server timed out)"],
    [
      "parts of which one is XML, which isn't XML",
      { headers: { "Content-Type": "multipart/related; type=text/xml" }, body: "--" },
      "the response isn't JSON: --",
    ],
    [
      "more than 10 MiB",
      { body: " ".repeat(10 * 1024 * 1024 + 1) },
      "the response is longer than 10485760 bytes, and was given up",
    ],
  ])("%s is told so", async (_, response, message) => {
    const error = await failureAt(response);
    expect([error.code, error.message]).toEqual(["unavailable", `acme showJob job "7": ${message}`]);
  });

  it("also where the client reads another format than JSON", async () => {
    const { provider, operation, request } = acmeContract;
    const format = {
      provider,
      operation,
      request,
      createBody: () => "",
      read: () => undefined,
      accepts: (text: string) => text.startsWith("<"),
      parseStartResponse: () => undefined,
    };
    const { client } = createAcmeClient([{ body: "=" }], { format });
    expect((await rejectionOf(client.status("7"))).message).toBe(
      'acme showJob job "7": the response is neither JSON nor what the client\'s format reads: =',
    );
  });

  it("the error says where in a readable response the fault is", async () => {
    const error = await failureAt({ body: { job: { state: 5 } } });
    expect(error.where).toBe("/job/state");
    expect(error.message).toBe(
      'acme showJob job "7": there is no status value at "/job/state" of the response: {"job":{"state":5}}',
    );
  });
});

it("a redirect that a browser does not show is none that is followed either", async () => {
  const hidden = Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });
  const { client } = createAcmeClient([], { fetch: () => Promise.resolve(hidden) });
  expect((await rejectionOf(client.status("7"))).message).toContain("the response is a redirect");
});

it.each([300, 301, 302, 303, 307, 308])("HTTP %i is not followed", async (status) => {
  const urls: unknown[] = [];
  const fetch = (url: string | Request) => {
    urls.push(url);
    return Promise.resolve(new Response(null, { status, headers: { Location: "https://evil.example/" } }));
  };
  const error = await rejectionOf(createAcmeClient([], { fetch }).client.status("7"));
  expect([error.code, error.httpStatus]).toEqual(["invalid-response", status]);
  expect(error.message).toContain("redirect");
  expect(urls).toEqual(["https://shop.acme.example/v1/main/jobs/7"]);
});

describe("what a response says of itself is told", () => {
  it.each<[string, ScriptedResponse, string, string]>([
    [
      "an error whose words are elsewhere",
      { status: 500, body: { reason: "disk full" } },
      "unavailable",
      'HTTP 500 ({"reason":"disk full"})',
    ],
    [
      "a page",
      { body: "<!DOCTYPE html><p>Down</p>" },
      "unavailable",
      "the response is an HTML page, perhaps of a proxy or of a maintenance: <!DOCTYPE html><p>Down</p>",
    ],
    [
      "JSON that nests too deep",
      { body: "[".repeat(101) + "]".repeat(101) },
      "invalid-response",
      `the response nests more than 100 levels deep: ${"[".repeat(101)}${"]".repeat(99)}`,
    ],
    [
      "several jobs in place of one",
      { body: { job: [{ state: "DONE" }, { state: "DONE" }] } },
      "invalid-response",
      'there are several jobs at "/job" of the response: {"job":[{"state":"DONE"},{"state":"DONE"}]}',
    ],
  ])("%s", async (_, response, code, message) => {
    const error = await failureAt(response);
    expect([error.code, error.message]).toEqual([code, `acme showJob job "7": ${message}`]);
  });

  it("a cache's response", async () => {
    const fetch = () => Promise.resolve(new Response(null, { status: 304 }));
    const error = await rejectionOf(createAcmeClient([], { fetch }).client.status("7"));
    expect([error.code, error.message]).toEqual([
      "invalid-response",
      'acme showJob job "7": HTTP 304; a cache responded in place of the provider',
    ]);
  });

  it("another error about a job that was seen stays what it is", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING"), { status: 403 }]);
    const error = await rejectionOf(clock.run(client.wait("7", { schedule: () => 1_000 })));
    expect(error.code).toBe("forbidden");
  });

  it("words, whose response is not shown beside them", async () => {
    expect(await failureAt({ status: 503, body: { error: { text: "Sorry." } } })).not.toHaveProperty("excerpt");
  });

  it("the date until which not to poll, by the client's clock", async () => {
    const headers = { "Retry-After": "Thu, 01 Jan 1970 00:00:09 GMT" };
    expect((await failureAt({ status: 503, headers })).retryAfterMs).toBe(9_000);
  });

  it("a job that is gone may have been removed", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING"), { status: 404 }]);
    const error = await rejectionOf(clock.run(client.wait("7", { schedule: () => 1_000 })));
    expect(error.message).toBe(
      'acme showJob job "7": HTTP 404; it was there before, and the provider may have removed it',
    );
  });
});

describe("no response", () => {
  it("is unavailable, with its cause", async () => {
    const fails = new TypeError("fetch failed");
    const error = await failureAt({ fails });
    expect([error.code, error.cause]).toEqual(["unavailable", fails]);
    expect(error.message).toBe(
      'acme showJob job "7": no response from https://shop.acme.example: the connection failed: fetch failed',
    );
  });

  it.each(["request", "body"] as const)("a %s that hangs is cut after 30 s, and leaves nothing", async (hangs) => {
    const { client, clock, load } = createAcmeClient([{ hangs, body: '{"job":' }]);
    const error = await rejectionOf(clock.run(client.status("7")));
    expect([error.code, error.jobId, clock.now()]).toEqual(["unavailable", "7", 30_000]);
    expect(error.message).toContain("no response within 30000 ms");
    expect([load.now, clock.sleepers]).toEqual([0, 0]);
  });

  it("a request of a function that gives credentials is cut as well", async () => {
    const { client, clock, requests } = createAcmeClient([], { credentials: () => new Promise(() => undefined) });
    expect((await rejectionOf(clock.run(client.status("7")))).code).toBe("unavailable");
    expect([clock.now(), requests.length, clock.sleepers]).toEqual([30_000, 0, 0]);
  });

  it("that takes just less than 30 s is read", async () => {
    const { client, clock } = createAcmeClient([{ ...jobIn("DONE"), takesMs: 29_999 }]);
    await expect(clock.run(client.status("7"))).resolves.toMatchObject({ state: "succeeded" });
    expect(clock.sleepers).toBe(0);
  });
});

it("if the provider has a limit, a request waits until it is allowed, whichever client sends it", async () => {
  const first = createAcmeClient([{ ...jobIn("DONE"), takesMs: 500 }], {}, limitedAcmeContract);
  const { clock, fetch, requests } = first;
  const second = createAcmeClient([], { clock, fetch }, limitedAcmeContract);
  await clock.run(Promise.all([first.client.status("7"), second.client.status("7"), first.client.status("8")]));
  expect(requests.map(({ url, atMs }) => [url.at(-1), atMs])).toEqual([
    ["7", 0],
    ["8", 0],
    ["7", 10_500],
  ]);
});

it("a request that was aborted before it was sent takes nothing from the limit", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("DONE")], {}, limitedAcmeContract);
  const scope = new TimeoutScope(contextOf(client).engine.timers);
  scope.abort(new Error("left"));
  await expect(
    requestStatus(contextOf(client), {
      id: "7",
      request: { url: "", method: "GET" },
      scope,
      state: { lastStatus: undefined, polls: 0, nextPath: undefined },
      record: newExchangeRecord(),
    }),
  ).rejects.toThrow("left");
  await clock.run(client.status("7"));
  expect(requests.map(({ atMs }) => atMs)).toEqual([0]);
});
