import { describe, expect, it } from "vitest";
import type { WatchOptions } from "./wait-options.ts";
import type { Contract } from "../contract/contract.ts";
import { freezeContract } from "../contract/freeze-contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";

const delayed = freezeContract({
  ...acmeContract,
  delayHeader: { name: "X-Acme-Delay", unitMs: 1 },
} as const satisfies Contract);
const DONE = jobIn("DONE");

/** A status with a header beside it. */
const hinting = (headers: Readonly<Record<string, string>>): ScriptedResponse => ({ ...jobIn("WORKING"), headers });

/** When a wait asks that wants to ask every second. */
async function requestedAt(
  responses: readonly ScriptedResponse[],
  contract: Contract = delayed,
  options: WatchOptions = {},
) {
  const { client, clock, requests } = createAcmeClient(responses, {}, contract);
  await clock.run(client.wait("7", { schedule: () => 1_000, ...options }));
  return requests.map(({ atMs }) => atMs);
}

describe("Retry-After beside a status", () => {
  it.each([
    ["seconds", "45", 45_000],
    ["a date", "Thu, 01 Jan 1970 00:01:00 GMT", 60_000],
    ["a date that is past", "Wed, 31 Dec 1969 23:00:00 GMT", 1_000],
    ["less than the schedule wants", "0", 1_000],
    ["a negative number", "-5", 1_000],
    ["broken", "in a while", 1_000],
    ["empty", "", 1_000],
    ["two values", "1, 2", 2_000],
  ])("is never shortened: %s", async (_, text, atMs) => {
    expect(await requestedAt([hinting({ "Retry-After": text }), DONE])).toEqual([0, atMs]);
  });

  it("holds for one response, not for the next", async () => {
    expect(await requestedAt([hinting({ "Retry-After": "45" }), jobIn("WORKING"), DONE])).toEqual([0, 45_000, 46_000]);
  });

  it("past the timeout ends the wait at once: no poll fits", async () => {
    const { client, clock, requests } = createAcmeClient([hinting({ "Retry-After": "3600" })]);
    const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 60_000 })));
    expect([error.code, error.lastStatus?.native, clock.now(), requests.length]).toEqual(["timeout", "WORKING", 0, 1]);
    expect(error.resume?.minDelayMs).toBe(3_600_000);
  });
});

describe("the provider's own header", () => {
  it.each([
    ["milliseconds", "45000", 45_000],
    ["none", "0", 1_000],
    ["negative", "-45000", 1_000],
    ["a fraction", "4.5", 1_000],
    ["broken", "soon", 1_000],
  ])("counts: %s", async (_, text, atMs) => {
    expect(await requestedAt([hinting({ "X-Acme-Delay": text }), DONE])).toEqual([0, atMs]);
  });

  it("the later moment of the provider's own header and Retry-After counts", async () => {
    const both = (delay: string, after: string) => hinting({ "X-Acme-Delay": delay, "Retry-After": after });
    expect(await requestedAt([both("5000", "9"), DONE])).toEqual([0, 9_000]);
    expect(await requestedAt([both("9000", "5"), DONE])).toEqual([0, 9_000]);
  });

  it("counts on an error as well", async () => {
    expect(await requestedAt([{ status: 503, headers: { "X-Acme-Delay": "45000" } }, DONE])).toEqual([0, 45_000]);
  });

  it("counts where the contract names it, and nowhere else", async () => {
    expect(await requestedAt([hinting({ "X-Acme-Delay": "45000" }), DONE], acmeContract)).toEqual([0, 1_000]);
  });
});

describe("a hint binds", () => {
  it("every wait for the job, and a call of status, too", async () => {
    const { client, clock, requests } = createAcmeClient([hinting({ "Retry-After": "45" }), DONE]);
    const waits: Promise<unknown>[] = [client.wait("7", { schedule: () => 1_000 })];
    await clock.advance(2_000);
    waits.push(client.wait("7", { schedule: () => 0 }), client.status("7"));
    await clock.run(Promise.all(waits));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 45_000]);
  });
});

describe("chance", () => {
  it.each([0, 0.5, 0.999_999])("never takes a wait below the minimum interval: %d", async (chance) => {
    const responses = [jobIn("WORKING"), { status: 503 }, { status: 429 }, jobIn("WORKING"), DONE];
    const { client, clock, requests } = createAcmeClient(responses, { random: () => chance }, limitedAcmeContract);
    await clock.run(client.wait("7"));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
  });

  it("never shortens a Retry-After", async () => {
    const limited = { status: 429, headers: { "Retry-After": "45" } };
    const { client, clock, requests } = createAcmeClient([limited, DONE], { random: () => 0.999_999 });
    await clock.run(client.wait("7"));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 45_000]);
  });
});

describe("a quota that does not come back before the timeout", () => {
  it("is said at once, with the provider's own values", async () => {
    const body = { error: { code: "TOO_OFTEN", text: "the day's quota is used up" } };
    const spent: ScriptedResponse = { status: 429, body, headers: { "Retry-After": "7200", "X-Acme-Request": "r-1" } };
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), spent]);
    const error = await rejectionOf(clock.run(client.wait("7")));
    expect([clock.now(), requests.length, clock.sleepers]).toEqual([1_000, 2, 0]);
    expect(error).toMatchObject({
      code: "rate-limited",
      httpStatus: 429,
      nativeCode: "TOO_OFTEN",
      nativeMessage: "the day's quota is used up",
      requestId: "r-1",
      retryAfterMs: 7_200_000,
      lastStatus: { native: "WORKING" },
      resume: { createdAtMs: 1_000, minDelayMs: 7_200_000 },
    });
    expect(error.message).toBe(
      'acme showJob job "7": the day\'s quota is used up; the next request is allowed in 7200000 ms, too late for the timeout',
    );
  });

  it("is said at once beside a status, too: the time is not over yet", async () => {
    const busy: ScriptedResponse = { ...jobIn("WORKING"), headers: { "Retry-After": "7200" } };
    const { client, clock } = createAcmeClient([busy]);
    const error = await rejectionOf(clock.run(client.wait("7")));
    expect([clock.now(), error.code, error.message]).toEqual([
      0,
      "timeout",
      'acme showJob job "7": the next request is allowed in 7200000 ms, too late for the timeout; it was last seen ' +
        'running ("WORKING"); wait longer, or resume later with the resume token',
    ]);
  });

  it("is waited for where the timeout leaves room", async () => {
    const spent: ScriptedResponse = { status: 429, headers: { "Retry-After": "1800" } };
    expect(await requestedAt([spent, DONE])).toEqual([0, 1_800_000]);
  });
});

it("an absurd Retry-After without a timeout leaves a token that is still JSON", async () => {
  const absurd: ScriptedResponse = { status: 429, headers: { "Retry-After": "9".repeat(400) } };
  const { client, clock } = createAcmeClient([absurd]);
  const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 60_000 })));
  expect(error.code).toBe("rate-limited");
  expect(JSON.parse(JSON.stringify(error.resume))).toEqual(error.resume);
});
