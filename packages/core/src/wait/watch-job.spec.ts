import { describe, expect, it } from "vitest";
import type { ScheduleInput } from "../model/schedule.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { limitedAcmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

const WORKING = jobIn("WORKING");
const DONE = jobIn("DONE");
const every3s = () => 3_000;

describe("a watch", () => {
  it("yields the first status and each change, and ends with the job", async () => {
    const { client, clock, requests } = createAcmeClient([
      jobIn("QUEUED"),
      jobIn("QUEUED"),
      jobIn("WORKING", { done: 1, of: 2 }),
      jobIn("WORKING", { done: 1, of: 2, trace: "a change that means nothing" }),
      jobIn("WORKING", { done: 2, of: 2 }),
      jobIn("DONE", { done: 2, of: 2 }),
      jobIn("BROKEN"),
    ]);
    const seen: string[] = [];
    await clock.run(
      (async () => {
        for await (const { native, progress } of client.watch("7"))
          seen.push(`${native} ${progress?.completed ?? "-"}`);
      })(),
    );
    expect(seen).toEqual(["QUEUED -", "WORKING 1", "WORKING 2", "DONE 2"]);
    expect(requests.length).toBe(6);
  });

  it("polls nothing before it is iterated, and no more than is read", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("QUEUED"), WORKING, DONE]);
    const watch = client.watch("7");
    await clock.advance(5_000);
    expect(requests.length).toBe(0);
    await clock.run(watch.next());
    // A slow consumer: nothing piles up.
    await clock.advance(600_000);
    expect(requests.length).toBe(1);
    await clock.run(watch.next());
    expect(requests.length).toBe(2);
    await clock.run(watch.next());
    await expect(clock.run(watch.next())).resolves.toEqual({ done: true, value: undefined });
    expect([requests.length, clock.sleepers]).toEqual([3, 0]);
  });

  it("that is left early leaves nothing", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("QUEUED"), WORKING]);
    await clock.run(
      (async () => {
        for await (const { native } of client.watch("7")) if (native === "WORKING") break;
      })(),
    );
    expect(clock.sleepers).toBe(0);
    await clock.advance(600_000);
    expect(requests.length).toBe(2);
  });
});

describe("a wait sleeps", () => {
  it("a wait sleeps as an exponential schedule says: from 1 s by half more each time", async () => {
    const { client, clock, requests } = createAcmeClient([WORKING, WORKING, WORKING, WORKING, DONE]);
    await clock.run(client.wait("7"));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_500, 4_750, 8_125]);
  });

  it("a wait sleeps as a schedule of the caller's says, which sees what is known", async () => {
    const inputs: ScheduleInput[] = [];
    const schedule = (input: ScheduleInput) => {
      inputs.push(input);
      return input.polls * 100;
    };
    const { client, clock, requests } = createAcmeClient([WORKING, jobIn("UNSURE"), DONE], { random: () => 0.25 });
    await clock.run(client.wait("7", { schedule }));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 100, 300]);
    expect(inputs).toMatchObject([
      { samples: [{ elapsedMs: 0, state: "running" }], polls: 1, elapsedMs: 0, random: 0.25 },
      { samples: [{ state: "running" }, { elapsedMs: 100, state: "unknown" }], polls: 2, elapsedMs: 100, random: 0.25 },
    ]);
  });

  it.each([NaN, -1, -Infinity])("a schedule that sleeps %d ms is refused", async (delayMs) => {
    const { client, clock, requests } = createAcmeClient([WORKING]);
    const error = await rejectionOf(clock.run(client.wait("7", { schedule: () => delayMs })));
    expect([error.code, error.jobId]).toEqual(["invalid-request", "7"]);
    expect(error.message).toContain('the option "schedule" must return milliseconds from 0');
    expect([requests.length, clock.sleepers]).toEqual([1, 0]);
  });

  it("no shorter than the provider's limit, counted from the response", async () => {
    const slow = { ...WORKING, takesMs: 500 };
    const { client, clock, requests } = createAcmeClient([slow, slow, DONE], {}, limitedAcmeContract);
    await clock.run(client.wait("7", { schedule: () => 0 }));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_500, 21_000]);
  });

  it("two waits for one job share its limit, while one for another job continues", async () => {
    const { client, clock, fetch, requests } = createAcmeClient([WORKING], {}, limitedAcmeContract);
    const twin = createAcmeClient([], { clock, fetch }, limitedAcmeContract).client;
    const options = { schedule: () => 0, timeoutMs: 35_000 };
    const waits = [client.wait("7", options), twin.wait("7", options), client.wait("8", options)];
    const ends = await clock.run(Promise.all(waits.map(rejectionOf)));
    expect(ends.map(({ code }) => code)).toEqual(["timeout", "timeout", "timeout"]);
    const requestedAt = (id: string) => requests.filter(({ url }) => url.endsWith(id)).map(({ atMs }) => atMs);
    expect(requestedAt("7")).toEqual([0, 10_000, 20_000, 30_000]);
    expect(requestedAt("8")).toEqual([0, 10_000, 20_000, 30_000]);
    expect(clock.sleepers).toBe(0);
  });

  it("the requests of a wait never overlap", async () => {
    const { client, clock, load } = createAcmeClient([
      { ...WORKING, takesMs: 20_000 },
      { ...WORKING, takesMs: 40_000 },
      { ...DONE, takesMs: 5_000 },
    ]);
    await clock.run(client.wait("7", { schedule: () => 0 }));
    expect(load).toEqual({ now: 0, most: 1 });
  });

  it("a wait sleeps on while the status is unknown", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("UNSURE"), jobIn("NEW WORD"), DONE]);
    await expect(clock.run(client.wait("7"))).resolves.toMatchObject({ state: "succeeded" });
    expect(requests.length).toBe(3);
  });
});

describe("the timeout", () => {
  it("has a last poll shortly before it, and the error carries what was seen", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING", { done: 1, of: 2 })]);
    const error = await rejectionOf(clock.run(client.wait("7", { schedule: every3s, timeoutMs: 10_000 })));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 3_000, 6_000, 9_000, 9_900]);
    expect([error.code, error.jobId]).toEqual(["timeout", "7"]);
    expect(error.lastStatus).toMatchObject({ native: "WORKING", progress: { fraction: 0.5 } });
    expect(error.message).toBe(
      'acme showJob job "7": the job had not ended after 10000 ms; it was last seen running ("WORKING"); ' +
        "wait longer, or resume later with the resume token",
    );
    expect(clock.sleepers).toBe(0);
  });

  it("tells to find out why the requests fail, if they do: a longer wait would not help", async () => {
    const page = { status: 200, body: "<html></html>", headers: {} };
    const { client, clock } = createAcmeClient([page]);
    const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 60_000, retryBudgetMs: 60_000 })));
    expect([error.code, error.message]).toEqual([
      "timeout",
      'acme showJob job "7": the job had not ended after 60000 ms; its status was never seen; the last request failed: acme ' +
        'showJob job "7": the response is an HTML page, perhaps of a proxy or of a maintenance: <html></html>; find out why, or ' +
        "resume later with the resume token",
    ]);
  });

  it("does not come where the last poll sees the end", async () => {
    const { client, clock, requests } = createAcmeClient([WORKING, DONE]);
    await clock.run(client.wait("7", { schedule: () => Infinity, timeoutMs: 10_000 }));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 9_900]);
  });

  it.each(["request", "body"] as const)("cuts a %s that hangs", async (hangs) => {
    const { client, clock, load } = createAcmeClient([WORKING, { hangs, body: "{" }]);
    const error = await rejectionOf(clock.run(client.wait("7", { schedule: every3s, timeoutMs: 10_000 })));
    expect([error.code, error.lastStatus?.native, clock.now()]).toEqual(["timeout", "WORKING", 10_000]);
    expect([load.now, clock.sleepers]).toEqual([0, 0]);
  });

  it("cuts a wait for the turn", async () => {
    const { client, clock, requests } = createAcmeClient([WORKING], {}, limitedAcmeContract);
    await client.status("7");
    const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 4_000 })));
    expect([error.code, clock.now(), requests.length, clock.sleepers]).toEqual(["timeout", 4_000, 1, 0]);
    expect(error.message).toContain("its status was never seen");
  });

  it("is the contract's where the caller names none", async () => {
    const { client, clock } = createAcmeClient([WORKING]);
    const error = await rejectionOf(clock.run(client.wait("7", { schedule: () => 600_000 })));
    expect([error.code, clock.now()]).toEqual(["timeout", 3_599_900]);
  });

  it("does not come where the caller wants none", async () => {
    const responses = [...Array.from({ length: 50 }, () => WORKING), DONE];
    const { client, clock } = createAcmeClient(responses);
    const day = 86_400_000;
    await clock.run(client.wait("7", { schedule: () => day, timeoutMs: Infinity }));
    expect([clock.now(), clock.sleepers]).toEqual([50 * day, 0]);
  });

  it("counts from the call, not from the first poll", async () => {
    const { client, clock, requests } = createAcmeClient([WORKING]);
    const watch = client.watch("7", { timeoutMs: 10_000, schedule: every3s });
    await clock.advance(8_000);
    await clock.run(watch.next());
    const error = await rejectionOf(clock.run(watch.next()));
    expect(error.code).toBe("timeout");
    expect(requests.map(({ atMs }) => atMs)).toEqual([8_000, 9_900]);
  });

  it("binds a slow consumer", async () => {
    const { client, clock, requests } = createAcmeClient([WORKING]);
    const watch = client.watch("7", { timeoutMs: 10_000 });
    await clock.run(watch.next());
    await clock.advance(60_000);
    expect((await rejectionOf(clock.run(watch.next()))).code).toBe("timeout");
    expect([requests.length, clock.sleepers]).toEqual([1, 0]);
  });
});
