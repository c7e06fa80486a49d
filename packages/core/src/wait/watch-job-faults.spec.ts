import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { limitedAcmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

const WORKING = jobIn("WORKING");
const DONE = jobIn("DONE");
const NOT_FOUND = { status: 404, body: { error: { code: "NO_JOB" } } };
const DOWN = { status: 503, body: "down" };

/** When a wait polled, given these responses. */
async function requestedAt(responses: readonly ScriptedResponse[], options = {}): Promise<number[]> {
  const { client, clock, requests } = createAcmeClient(responses);
  await clock.run(client.wait("7", options));
  expect(clock.sleepers).toBe(0);
  return requests.map(({ atMs }) => atMs);
}

/** How a wait failed, and when it had polled, given these responses. */
async function failed(responses: readonly ScriptedResponse[], options = {}) {
  const { client, clock, requests } = createAcmeClient(responses);
  const error = await rejectionOf(clock.run(client.wait("7", options)));
  expect(clock.sleepers).toBe(0);
  return { error, polled: requests.map(({ atMs }) => atMs), endedMs: clock.now() };
}

describe("a fault that may pass does not end a wait", () => {
  it.each<[string, ScriptedResponse]>([
    ["a 500 without a body", { status: 500 }],
    ["a 503", DOWN],
    ["a 429", { status: 429 }],
    ["a limit under another HTTP status", { status: 400, body: { error: { code: "TOO_OFTEN" } } }],
    ["a connection that fails", { fails: new TypeError("fetch failed") }],
    ["an HTML page under 200", { body: "<html>" }],
    ["truncated JSON", { body: '{"job":{' }],
    ["another shape", { body: { maintenance: true } }],
  ])("%s", async (_, fault) => {
    expect(await requestedAt([fault, DONE])).toEqual([0, 1_000]);
  });

  it("nor does a request that hangs: it is cut after 30 s", async () => {
    expect(await requestedAt([{ hangs: "request" }, { hangs: "body", body: "{" }, DONE])).toEqual([0, 31_000, 63_000]);
  });

  it("failed requests in a row are repeated ever more slowly, up to 30 s, until a good response", async () => {
    const faults = Array.from({ length: 7 }, () => DOWN);
    expect(await requestedAt([...faults, WORKING, DOWN, DONE])).toEqual([
      0, 1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000, 92_000, 93_000,
    ]);
  });

  it("chance takes up to half of a delay", async () => {
    const { client, clock, requests } = createAcmeClient([DOWN, DOWN, DONE], { random: () => 0.5 });
    await clock.run(client.wait("7"));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 750, 2_250]);
  });

  it("a watch does not yield it", async () => {
    const { client, clock } = createAcmeClient([WORKING, DOWN, WORKING, DONE]);
    const natives: string[] = [];
    await clock.run(
      (async () => {
        for await (const { native } of client.watch("7")) natives.push(native);
      })(),
    );
    expect(natives).toEqual(["WORKING", "DONE"]);
  });
});

describe("the retry budget", () => {
  it("is a quarter of the timeout", async () => {
    const { error, polled, endedMs } = await failed([WORKING, DOWN], { timeoutMs: 240_000 });
    expect([error.code, error.httpStatus, error.lastStatus?.native]).toEqual(["unavailable", 503, "WORKING"]);
    expect(error.resume).toMatchObject({ id: "7", polls: 1, failures: 7, outageMs: 61_000 });
    // Failing since 1 s: the first request that fails more than 60 s later ends the wait.
    expect([polled, endedMs]).toEqual([[0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 62_000], 62_000]);
  });

  it("is an hour at most", async () => {
    const { error, endedMs } = await failed([WORKING, DOWN], { timeoutMs: Infinity });
    expect([error.code, endedMs > 3_600_000, endedMs < 3_700_000]).toEqual(["unavailable", true, true]);
  });

  it.each([0, 5_000, 100_000])("is %i ms if the caller says so", async (retryBudgetMs) => {
    const { error, endedMs } = await failed([DOWN], { retryBudgetMs });
    expect([error.code, endedMs > retryBudgetMs, endedMs <= retryBudgetMs * 2 + 1_000]).toEqual([
      "unavailable",
      true,
      true,
    ]);
  });

  it("may have no end but the timeout, whose error keeps the fault as its cause", async () => {
    const { error } = await failed([DOWN], { retryBudgetMs: Infinity, timeoutMs: 600_000 });
    expect(error.code).toBe("timeout");
    expect(error.message).toContain(
      'its status was never seen; the last request failed: acme showJob job "7": HTTP 503 (down); ',
    );
    expect(error.cause).toMatchObject({ code: "unavailable", httpStatus: 503 });
  });

  it("begins anew with a good response", async () => {
    const faults = Array.from({ length: 5 }, () => DOWN);
    const responses = [...faults, WORKING, ...faults, WORKING, ...faults, DONE];
    expect((await requestedAt(responses, { timeoutMs: 200_000, retryBudgetMs: 40_000 })).length).toBe(18);
  });

  it("is not used up by a Retry-After that is kept to", async () => {
    const refused = Array.from({ length: 100 }, () => ({ status: 429, headers: { "Retry-After": "20" } }));
    expect((await requestedAt([WORKING, ...refused, DONE], { timeoutMs: 3_600_000 })).length).toBe(102);
  });
});

describe("a fault that does not pass ends a wait at once", () => {
  it.each([
    [{ status: 400 }, "invalid-request"],
    [{ status: 401 }, "unauthenticated"],
    [{ status: 403 }, "forbidden"],
    [{ status: 410 }, "gone"],
    [{ body: { ok: false, error: { code: "NO_SESSION" } } }, "unauthenticated"],
  ])("%j: %s", async (response, code) => {
    const { error, polled } = await failed([WORKING, response]);
    expect([error.code, error.lastStatus?.native, polled]).toEqual([code, "WORKING", [0, 1_000]]);
  });
});

describe("a job that is not found", () => {
  it("is forgiven while it may still appear", async () => {
    expect(await requestedAt([NOT_FOUND, NOT_FOUND, NOT_FOUND, WORKING, DONE])).toEqual([
      0, 1_000, 2_000, 3_000, 4_000,
    ]);
  });

  it("does not cost from the budget then", async () => {
    expect(await requestedAt([NOT_FOUND, NOT_FOUND, DONE], { retryBudgetMs: 0 })).toEqual([0, 1_000, 2_000]);
  });

  it("a job that is not found after the grace is not-found", async () => {
    const { error, polled } = await failed([NOT_FOUND]);
    expect([error.code, error.nativeCode, error.lastStatus]).toEqual(["not-found", "NO_JOB", undefined]);
    expect([polled.at(-1), polled.length]).toEqual([10_000, 11]);
  });

  it("is forgiven as long if it was seen before, and then is gone", async () => {
    const { error, polled } = await failed([WORKING, NOT_FOUND]);
    expect([error.code, error.lastStatus?.native]).toEqual(["gone", "WORKING"]);
    expect(polled).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000]);
  });

  it("is polled once more after it was seen, also without a grace period", async () => {
    const { error, polled } = await failed([WORKING, NOT_FOUND], { notFoundGraceMs: 0 });
    expect([error.code, polled]).toEqual(["gone", [0, 1_000, 2_000]]);
    expect(await requestedAt([WORKING, NOT_FOUND, WORKING, DONE], { notFoundGraceMs: 0 })).toEqual([
      0, 1_000, 2_000, 3_500,
    ]);
  });

  it("is an error at once for a question", async () => {
    const { client } = createAcmeClient([NOT_FOUND]);
    expect((await rejectionOf(client.status("7"))).code).toBe("not-found");
  });
});

describe("Retry-After", () => {
  const later = (text: string, status = 429, more = {}) => ({ status, headers: { "Retry-After": text, ...more } });

  it.each([
    ["seconds", later("45"), 45_000],
    ["seconds under 503", later("45", 503), 45_000],
    ["a date", later("Thu, 01 Jan 1970 00:01:00 GMT"), 60_000],
    [
      "a date beside the response's own",
      later("Thu, 01 Jan 2026 00:01:00 GMT", 429, { Date: "Thu, 01 Jan 2026 00:00:10 GMT" }),
      50_000,
    ],
    ["less than the own delay", later("0"), 1_000],
    ["nonsense", later("soon"), 1_000],
  ])("is never shortened: %s", async (_, response, delayMs) => {
    expect(await requestedAt([response, DONE])).toEqual([0, delayMs]);
  });

  it.each([["10"], ["3600"], ["99999999999999999999"]])(
    "a Retry-After of %s s past the timeout is said at once",
    async (text) => {
      const { error, polled, endedMs } = await failed([WORKING, later(text)], { timeoutMs: 10_000 });
      expect([error.code, error.lastStatus?.native, polled, endedMs]).toEqual([
        "rate-limited",
        "WORKING",
        [0, 1_000],
        1_000,
      ]);
      expect(error.retryAfterMs).toBe(Number(text) * 1_000);
    },
  );

  it("that ends with the timeout is said at once as well", async () => {
    const { error, polled, endedMs } = await failed([later("10")], { timeoutMs: 10_000 });
    expect([error.code, polled, endedMs]).toEqual(["rate-limited", [0], 0]);
    expect(error.message).toBe(
      'acme showJob job "7": HTTP 429; the next request is allowed in 10000 ms, too late for the timeout',
    );
  });

  it("is not what the job's limit is: a limit past the timeout ends the wait as the timeout does", async () => {
    const { client, clock } = createAcmeClient([DOWN], {}, limitedAcmeContract);
    const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 5_000 })));
    expect([error.code, clock.now()]).toEqual(["timeout", 0]);
    expect(error.cause).toMatchObject({ code: "unavailable", httpStatus: 503 });
  });

  it("that leaves no room for a poll before the timeout ends the wait", async () => {
    const { error, polled } = await failed([later("9.95")], { timeoutMs: 10_000 });
    expect([error.code, polled]).toEqual(["timeout", [0]]);
    expect(error.cause).toMatchObject({ code: "rate-limited", retryAfterMs: 9_950 });
  });
});
