import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { contextOf } from "../context/context-of.ts";
import type { Contract } from "../contract/contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { operationsContract, taskIn } from "../testing/acme-operations.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import { createVirtualClock } from "../virtual-clock.ts";
import schema from "../../resume-token.schema.json" with { type: "json" };
import type { ResumeToken } from "../model/resume-token.ts";
import { step } from "../client/step.ts";
import { type PollState, createPollState } from "./poll-state.ts";
import { resumeTokenFrom } from "./resume-token.ts";

const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** A token of a wait that was aborted after a time. */
async function tokenAfter(ms: number, responses: readonly ScriptedResponse[]): Promise<ResumeToken> {
  const { client, clock } = createAcmeClient(responses, {}, limitedAcmeContract);
  const { signal, abort } = createCountedSignal();
  const ended = rejectionOf(client.wait("7", { signal }));
  await clock.advance(ms);
  abort();
  const { resume } = await ended;
  if (!resume) throw new Error("the error has no token");
  return resume;
}

const TOKEN: ResumeToken = {
  resumeToken: 1,
  provider: "acme",
  id: "7",
  startedAtMs: 0,
  createdAtMs: 0,
  minDelayMs: 0,
  polls: 1,
  failures: 0,
  outageMs: 0,
  unchangedMs: 0,
  maxLatencyMs: 0,
  samples: [{ elapsedMs: 0, state: "running" }],
};

describe("a token", () => {
  it("says where the wait stands", async () => {
    const responses = [jobIn("QUEUED"), { ...jobIn("WORKING", { done: 1, of: 4 }), takesMs: 200 }, { status: 503 }];
    const { fingerprint, ...token } = await tokenAfter(25_000, responses);
    expect(fingerprint).toMatch(/^[0-9a-z]+$/);
    expect(token).toEqual({
      resumeToken: 1,
      provider: "acme",
      account: "https://shop.acme.example main",
      id: "7",
      startedAtMs: 0,
      createdAtMs: 25_000,
      // Polled at 0 s, 10 s and, since that response took 0.2 s, at 20.2 s.
      minDelayMs: 5_200,
      polls: 2,
      failures: 1,
      outageMs: 4_800,
      unchangedMs: 14_800,
      maxLatencyMs: 200,
      samples: [
        { elapsedMs: 0, state: "pending" },
        { elapsedMs: 10_200, state: "running", fraction: 0.25 },
      ],
    });
  });

  it.each<[string, number, readonly ScriptedResponse[]]>([
    ["at the beginning", 0, [{ hangs: "request" }]],
    ["after faults", 25_000, [{ status: 503 }]],
    ["after an unknown status value", 25_000, [jobIn("NEW WORD")]],
    ["after a long wait, which it does not grow with", 5_000_000, [jobIn("WORKING", { done: 1, of: 3 })]],
    ["after an absurd Retry-After", 60_000, [{ ...jobIn("WORKING"), headers: { "Retry-After": "9".repeat(400) } }]],
  ])("is JSON, and as its schema says: %s", async (_, ms, responses) => {
    const { client, clock } = createAcmeClient(responses, {}, limitedAcmeContract);
    const { signal, abort } = createCountedSignal();
    const ended = rejectionOf(client.wait("7", { signal, timeoutMs: 10_000_000 }));
    await clock.advance(ms);
    abort();
    const { resume } = await ended;
    expect(JSON.parse(JSON.stringify(resume))).toEqual(resume);
    expect(validate(resume), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.stringify(resume).length).toBeLessThan(6_000);
  });

  it("the token of a step is a resume token as well", async () => {
    const { client } = createAcmeClient([jobIn("WORKING")]);
    const taken = await step(client, "7");
    expect(taken.done ? undefined : validate(taken.resume)).toBe(true);
  });

  it("a token names the operation and the next path only if they are not the usual ones", async () => {
    const { resume: usual } = await rejectionOf(step(createAcmeClient([{ status: 403 }]).client, "7"));
    expect(usual).not.toHaveProperty("operation");
    expect(usual).not.toHaveProperty("nextPath");
    const task = createAcmeClient([taskIn("AWAKE")], {}, operationsContract);
    expect(await step(task.client, { id: "7", operation: "task" })).toMatchObject({ resume: { operation: "task" } });
    const contract = { ...acmeContract, nextUrl: { at: "/job/next" } };
    const moving = createAcmeClient([jobIn("WORKING", { next: "/poll?x=1" })], {}, contract);
    expect(await step(moving.client, "7")).toMatchObject({ resume: { nextPath: "/poll?x=1" } });
  });

  it("a token that was made in flight lets the provider's interval pass", async () => {
    const token = await tokenAfter(3_000, [{ hangs: "request" }]);
    expect([token.minDelayMs, token.polls]).toEqual([10_000, 0]);
  });

  it("holds no secret, nor anything of the response but its state and progress", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING", { text: "for Ann's eyes" })], {
      credentials: { user: "ann", password: "letmein" },
      headers: { "X-Proxy": "gatekey" },
    });
    const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 5_000 })));
    const text = JSON.stringify(error.resume);
    for (const secret of ["ann", "letmein", "gatekey", "Ann", "WORKING"]) expect(text).not.toContain(secret);
  });

  it("is in the timeout's error, and the wait continues from it without polling too soon", async () => {
    const { client, clock, fetch, requests } = createAcmeClient(
      [jobIn("WORKING"), jobIn("WORKING"), jobIn("DONE")],
      {},
      limitedAcmeContract,
    );
    const { resume } = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 15_000 })));
    const later = createVirtualClock(clock.now());
    const next = createAcmeClient([], { clock: later, fetch }, limitedAcmeContract).client;
    if (!resume) throw new Error("the error has no token");
    await expect(later.run(next.wait(resume))).resolves.toMatchObject({ id: "7", state: "succeeded" });
    expect([requests.length, later.now()]).toEqual([3, 20_000]);
  });

  it("lets the schedule continue from its state", async () => {
    const resume = await tokenAfter(35_000, [jobIn("WORKING", { done: 1, of: 4 })]);
    const clock = createVirtualClock(35_000);
    const { client } = createAcmeClient([jobIn("WORKING")], { clock }, limitedAcmeContract);
    const inputs: unknown[] = [];
    const schedule = (input: unknown) => {
      inputs.push(input);
      return Infinity;
    };
    const { signal, abort } = createCountedSignal();
    const ended = rejectionOf(client.wait(resume, { schedule, signal }));
    await clock.advance(5_000);
    abort();
    await ended;
    // Four were seen before, at 0, 10, 20 and 30 s; this one is the fifth.
    expect(inputs).toMatchObject([
      {
        polls: 5,
        elapsedMs: 40_000,
        samples: [{ elapsedMs: 0, fraction: 0.25 }, {}, {}, { elapsedMs: 30_000 }, { elapsedMs: 40_000 }],
      },
    ]);
  });
});

describe("the token of a job that is polled", () => {
  /** The token at 60 s of the engine's time and 1000 s of the wall clock, of a job that is polled since 20 s. */
  function tokenOf(state: Partial<PollState>, contract: Contract = limitedAcmeContract): ResumeToken {
    const clock = { ...createVirtualClock(60_000), wallNow: () => 1_000_000 };
    const context = contextOf(createAcmeClient([], { clock }, contract).client);
    return resumeTokenFrom({ context, id: "7", state: { ...createPollState(20_000), ...state } });
  }
  const BEGUN: ResumeToken = {
    ...TOKEN,
    account: "https://shop.acme.example main",
    startedAtMs: 960_000,
    createdAtMs: 1_000_000,
    polls: 0,
    unchangedMs: 40_000,
    samples: [],
  };

  it("has the wall clock's moments, and nothing that is not known", () => {
    expect(tokenOf({})).toStrictEqual(BEGUN);
  });

  it("has the durations by the engine's time, and what was counted", () => {
    const samples = [{ elapsedMs: 1_000, state: "running" }] as const;
    const known = { polls: 3, failures: 2, maxLatencyMs: 300, nextPath: "/next", fingerprint: "f1", samples };
    const state = { ...known, misses: 1, failingSinceMs: 45_000, changedMs: 50_000, notBeforeMs: 62_000 };
    expect(tokenOf(state)).toStrictEqual({
      ...BEGUN,
      ...known,
      minDelayMs: 2_000,
      outageMs: 15_000,
      unchangedMs: 10_000,
    });
  });

  it("has the last status in place of the one that an earlier token knew", () => {
    const status = { provider: "acme", id: "7", state: "running", native: "WORKING", raw: {} } as const;
    const { fingerprint } = tokenOf({ lastStatus: status, fingerprint: "f1" });
    expect(fingerprint).toBe(tokenOf({ lastStatus: { ...status, raw: "other" } }).fingerprint);
    expect(fingerprint).not.toBe("f1");
    expect(fingerprint).not.toBe(tokenOf({ lastStatus: { ...status, native: "WAITING" } }).fingerprint);
  });

  it.each<[string, Partial<PollState>, Contract, number]>([
    ["none if the moment has passed", { notBeforeMs: 59_000 }, limitedAcmeContract, 0],
    ["none for a poll whose request was not sent", { unrecorded: { sentMs: undefined } }, limitedAcmeContract, 0],
    ["the interval for a request in flight", { unrecorded: { sentMs: 0 } }, limitedAcmeContract, 10_000],
    ["a longer pause", { unrecorded: { sentMs: 0 }, notBeforeMs: 75_000 }, limitedAcmeContract, 15_000],
    ["none where the provider has no interval", { unrecorded: { sentMs: 0 } }, acmeContract, 0],
  ])("has a pause before the next poll: %s", (_, state, contract, minDelayMs) => {
    expect(tokenOf(state, contract).minDelayMs).toBe(minDelayMs);
  });

  it("never has a change that is to come", () => {
    expect(tokenOf({ changedMs: 61_000 }).unchangedMs).toBe(0);
  });
});

describe("a token is refused", () => {
  const { client } = createAcmeClient([]);
  const refused = (token: object) => failureIn(() => client.watch(token));

  it.each([
    [2, "acme showJob: the resume token has the version 2, and this release reads version 1"],
    ["1", 'acme showJob: the resume token has the version "1", and this release reads version 1'],
    [null, "acme showJob: the resume token has the version null, and this release reads version 1"],
  ])("with the version %j", (resumeToken, message) => {
    expect(refused({ ...TOKEN, resumeToken })).toMatchObject({ code: "invalid-request", message });
  });

  it("a token of another provider is refused", () => {
    expect(refused({ ...TOKEN, provider: "base" })).toMatchObject({
      code: "invalid-request",
      message: 'acme showJob: the resume token is for "base"',
    });
  });

  it.each([
    ["whose server is another", "https://other.acme.example main"],
    ["with another variable of the path", "https://shop.acme.example second"],
    ["that isn't text", 7],
  ])("a token of another account is refused: %s", (_, account) => {
    expect(refused({ ...TOKEN, account })).toMatchObject({
      code: "invalid-request",
      message: `acme showJob: the resume token is for ${JSON.stringify(account)}; use its client`,
    });
  });

  it.each([
    ["of this account", { account: "https://shop.acme.example main" }],
    ["that names no account", {}],
  ])("a token is accepted %s", async (_, account) => {
    const acme = createAcmeClient([jobIn("DONE")]);
    expect(await acme.clock.run(acme.client.wait({ ...TOKEN, ...account }))).toMatchObject({
      id: "7",
      state: "succeeded",
    });
  });

  it.each([
    ["without an id", { id: undefined }],
    ["with an id that isn't text", { id: 7 }],
    ["without the beginning", { startedAtMs: undefined }],
    ["with a moment that JSON has lost", { minDelayMs: null }],
    ["with a moment as text", { minDelayMs: "0" }],
    ["with less than no polls, which would make the schedule spin", { polls: -5_000 }],
    ["with less than no failures", { failures: -1 }],
    ["with a fingerprint that isn't text", { fingerprint: 7 }],
    ["without end", { maxLatencyMs: Infinity }],
    ["without samples", { samples: undefined }],
    ["with broken samples", { samples: [{ elapsedMs: 0 }] }],
    ["with a sample before the beginning", { samples: [{ elapsedMs: -1, state: "running" }] }],
    ["with a progress that isn't a number", { samples: [{ elapsedMs: 0, state: "running", fraction: "half" }] }],
  ])("%s", (_, wrong) => {
    const token = { ...TOKEN, ...wrong };
    expect(refused(token)).toMatchObject({
      code: "invalid-request",
      message: "acme showJob: the resume token is damaged; make a new one",
    });
    expect(validate(token)).toBe(false);
  });

  it("the schema, too, refuses a token that has more than a token has", () => {
    expect(validate(TOKEN)).toBe(true);
    expect(validate({ ...TOKEN, password: "letmein" })).toBe(false);
  });
});

describe("a job that was seen before the token was made, and is not found after", () => {
  it("a job that was seen before the token was made, and is not found after, is gone", async () => {
    const { client, clock } = createAcmeClient([{ status: 404 }]);
    expect((await rejectionOf(clock.run(client.wait(TOKEN)))).code).toBe("gone");
  });

  it("is only not found where it was never seen", async () => {
    const { client, clock } = createAcmeClient([{ status: 404 }]);
    await clock.advance(3_600_000);
    const unseen = { ...TOKEN, polls: 0, samples: [] };
    expect((await rejectionOf(clock.run(client.wait(unseen)))).code).toBe("not-found");
  });
});
