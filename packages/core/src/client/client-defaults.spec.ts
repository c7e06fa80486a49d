import { describe, expect, it } from "vitest";
import { type AcmeOptions, createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract, limitedAcmeContract } from "../testing/acme-contract.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { failureIn, rejectionOf } from "../testing/rejection-of.ts";
import { fixed } from "../wait/schedules/fixed.ts";
import { allParts } from "./all-parts.ts";
import { createJobClient } from "./create-job-client.ts";
import { step } from "./step.ts";
import { waitAll } from "./wait-all.ts";

describe("an option of the client holds for each call", () => {
  it("the client's timeoutMs holds for each call", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING")], { timeoutMs: 5_000 });
    const error = await clock.run(rejectionOf(client.wait("7")));
    expect([error.code, error.message]).toEqual(["timeout", expect.stringContaining("after 5000 ms")]);
    expect(clock.now()).toBeLessThanOrEqual(5_000);
    const [update] = await clock.run(waitAll([[client, "9"]]));
    expect(update?.error).toMatchObject({ code: "timeout" });
  });

  it("timeoutMs, in steps from the first one", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING")], { timeoutMs: 5_000 });
    const first = await clock.run(step(client, "7"));
    if (first.done) throw new Error("the job has not ended");
    await clock.advance(6_000);
    expect(await clock.run(rejectionOf(step(client, first.resume)))).toMatchObject({ code: "timeout" });
  });

  it("timeoutMs, for status too, where a call's own comes first", async () => {
    const { client, clock } = createAcmeClient([{ hangs: "body" }], { timeoutMs: 5_000 });
    expect(await clock.run(rejectionOf(client.status("7")))).toMatchObject({ code: "timeout" });
    expect(clock.now()).toBe(5_000);
    expect(await clock.run(rejectionOf(client.status("7", { timeoutMs: 6_000 })))).toMatchObject({ code: "timeout" });
    expect(clock.now()).toBe(11_000);
  });

  it("the client's schedule holds for each call", async () => {
    const responses = [jobIn("WORKING"), jobIn("WORKING"), jobIn("DONE")];
    const { client, clock, requests } = createAcmeClient(responses, { schedule: fixed(7_000) });
    await clock.run(client.wait("7"));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 7_000, 14_000]);
  });

  it("the client's retryBudgetMs holds for each call", async () => {
    const { client, clock } = createAcmeClient([{ status: 503 }], { retryBudgetMs: 0 });
    expect(await clock.run(rejectionOf(client.wait("7")))).toMatchObject({ code: "unavailable" });
    expect(clock.now()).toBeLessThanOrEqual(1_000);
  });

  it("the client's durations hold for each call", async () => {
    const added: [string, number][] = [];
    const store = { read: () => [], add: (kind: string, ms: number) => void added.push([kind, ms]) };
    const options = { durations: { kind: "import", store }, schedule: fixed(7_000) };
    const { client, clock } = createAcmeClient([jobIn("WORKING"), jobIn("DONE")], options);
    await clock.run(client.wait("7"));
    expect(added).toEqual([["import", 7_000]]);
  });

  it("durations, in steps as well", async () => {
    const added: [string, number][] = [];
    const store = { read: () => [], add: (kind: string, ms: number) => void added.push([kind, ms]) };
    const responses = [jobIn("WORKING"), jobIn("DONE")];
    const { client, clock } = createAcmeClient(responses, { durations: { kind: "import", store } });
    const first = await clock.run(step(client, "7"));
    if (first.done) throw new Error("the job has not ended");
    await clock.advance(7_000);
    await clock.run(step(client, first.resume));
    expect(added).toEqual([["import", 7_000]]);
  });

  it("the client's requireSuccess holds for each call", async () => {
    const { client, clock } = createAcmeClient([jobIn("BROKEN")], { requireSuccess: true });
    expect(await clock.run(rejectionOf(client.wait("7")))).toMatchObject({ code: "unsuccessful" });
    expect(await clock.run(waitAll([[client, "8"]]))).toMatchObject([{ error: { code: "unsuccessful" } }]);
  });
});

describe("an option of a call comes before the client's", () => {
  it.each<[string, Partial<AcmeOptions>, object, string]>([
    ["timeoutMs", { timeoutMs: 5_000 }, { timeoutMs: 60_000 }, "failed at 20000"],
    ["schedule", { schedule: fixed(50_000) }, { schedule: fixed(20_000) }, "failed at 20000"],
    ["requireSuccess", { requireSuccess: true }, { requireSuccess: false }, "failed at 20000"],
  ])("%s", async (_, defaults, own, end) => {
    const all = { schedule: fixed(20_000), ...defaults };
    const { client, clock } = createAcmeClient([jobIn("WORKING"), jobIn("BROKEN")], all);
    const { state } = await clock.run(client.wait("7", own));
    expect(`${state} at ${clock.now()}`).toBe(end);
  });
});

it("refuses a wrong default when the client is created", () => {
  expect(failureIn(() => createAcmeClient([], { timeoutMs: 0 })).message).toBe(
    'createAcme: the option "timeoutMs" must be a number of milliseconds above 0, or Infinity',
  );
});

it("shares the requests of clients whose defaults differ", async () => {
  const { client, clock, fetch, requests } = createAcmeClient([jobIn("DONE")]);
  const credentials = { token: "opensesame" };
  const random = () => 0;
  const options = { tenant: "shop", credentials, clock, fetch, random };
  const one = createJobClient(acmeContract, { ...options, timeoutMs: 5_000, requireSuccess: true }, allParts);
  const other = createJobClient(acmeContract, { ...options, schedule: fixed(1_000) }, allParts);
  await clock.run(Promise.all([one.wait("7"), other.wait("7")]));
  expect(requests).toHaveLength(1);
  expect(client.baseUrl).toBe(one.baseUrl);
});

describe("status takes timeoutMs", () => {
  it("ends a request that hangs", async () => {
    const { client, clock, load } = createAcmeClient([{ hangs: "body" }]);
    const error = await clock.run(rejectionOf(client.status("7", { timeoutMs: 4_000 })));
    expect([error.code, error.message]).toEqual([
      "timeout",
      'acme showJob job "7": no status within 4000 ms; wait longer',
    ]);
    expect(clock.now()).toBe(4_000);
    expect([load.now, clock.sleepers]).toEqual([0, 0]);
  });

  it("ends the time until the provider's limit allows a request", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING")], {}, limitedAcmeContract);
    await clock.run(client.status("7"));
    expect(await clock.run(rejectionOf(client.status("7", { timeoutMs: 3_000 })))).toMatchObject({ code: "timeout" });
    expect([clock.now(), requests.length]).toEqual([3_000, 1]);
  });

  it("ends the reading of a response that starts the job", async () => {
    const { client, clock } = createAcmeClient([jobIn("DONE")]);
    const response = new Response(new ReadableStream());
    const error = await clock.run(rejectionOf(client.status(response, { timeoutMs: 2_000 })));
    expect([error.code, clock.now()]).toEqual(["timeout", 2_000]);
  });

  it("changes nothing if the status comes in time, and leaves no listener", async () => {
    const { client, clock } = createAcmeClient([jobIn("WORKING")]);
    const counted = createCountedSignal();
    const status = await clock.run(client.status("7", { timeoutMs: 4_000, signal: counted.signal }));
    expect([status.state, clock.sleepers]).toEqual(["running", 0]);
    expect(counted.listeners()).toBe(0);
  });

  it("says aborted if the caller's signal comes first", async () => {
    const { client, clock } = createAcmeClient([{ hangs: "body" }]);
    const controller = new AbortController();
    const call = rejectionOf(client.status("7", { timeoutMs: 4_000, signal: controller.signal }));
    await clock.advance(1_000);
    controller.abort("enough");
    expect(await call).toMatchObject({ code: "aborted", cause: "enough" });
  });
});
