import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { createCountedSignal } from "../testing/counted-signal.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

// Each is a fault that a well known waiter has: the names say of whom.

it("core-lro: one 503 does not end a wait", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), { status: 503 }, jobIn("DONE")]);
  await expect(clock.run(client.wait("7"))).resolves.toMatchObject({ state: "succeeded" });
  expect(requests.length).toBe(3);
});

it.each(["UNDONE", "Done", "DONE ", "NOT DONE", "DONE?", "succeeded", "constructor", "__proto__", ""])(
  "core-lro: the word %j, which only looks like another, is unknown and no success",
  async (word) => {
    const { client, clock, requests } = createAcmeClient([jobIn(word), jobIn("BROKEN")]);
    await expect(client.status("7")).resolves.toMatchObject({ state: "unknown", native: word });
    await expect(clock.run(client.wait("7"))).resolves.toMatchObject({ state: "failed" });
    expect(requests.length).toBe(2);
  },
);

it("smithy: no request follows an abort", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("WORKING")]);
  const { signal, abort } = createCountedSignal();
  const ended = rejectionOf(client.wait("7", { signal, schedule: () => 2_000 }));
  // In the very moment in which the next request is due.
  await clock.advance(1_999);
  const due = clock.advance(1);
  abort();
  await due;
  expect((await ended).code).toBe("aborted");
  await clock.advance(3_600_000);
  expect(requests.length).toBe(1);
});

it("smithy: a wait does not end before its timeout while another poll fits", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("WORKING"), jobIn("DONE")]);
  const options = { timeoutMs: 60_000, schedule: () => 40_000 };
  await expect(clock.run(client.wait("7", options))).resolves.toMatchObject({ state: "succeeded" });
  expect(requests.map(({ atMs }) => atMs)).toEqual([0, 40_000, 59_900]);
});

it("p-wait-for: nothing continues after the timeout", async () => {
  const { client, clock, requests, load } = createAcmeClient([{ ...jobIn("WORKING"), takesMs: 700 }]);
  const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 10_000, schedule: () => 300 })));
  expect([error.code, load.now, clock.sleepers]).toEqual(["timeout", 0, 0]);
  const sent = requests.length;
  await clock.advance(3_600_000);
  expect(requests.length).toBe(sent);
});

it("p-wait-for: the caller's signal has one listener, however many polls there are", async () => {
  const { client, clock } = createAcmeClient([...Array.from({ length: 30 }, () => jobIn("WORKING")), jobIn("DONE")]);
  const { signal, listeners } = createCountedSignal();
  const most: number[] = [];
  const schedule = () => {
    most.push(listeners());
    return 1_000;
  };
  await clock.run(client.wait("7", { signal, schedule }));
  expect([most.length, Math.max(...most), listeners()]).toEqual([30, 1, 0]);
});

it("openai: an unknown status value does not spin", async () => {
  const { client, clock, requests } = createAcmeClient([jobIn("A WORD OF TOMORROW")]);
  const error = await rejectionOf(clock.run(client.wait("7", { timeoutMs: 60_000 })));
  expect([error.code, error.lastStatus?.state]).toEqual(["timeout", "unknown"]);
  // From 1 s by half more each time: 0, 1, 2.5, 4.75, 8.1, 13.2, 20.8, 32.2, 49.3, and the final poll.
  expect(requests.length).toBe(10);
});

it("node-zendesk: the requests of one wait never overlap, however slow the responses are", async () => {
  const { client, clock, load } = createAcmeClient([
    { ...jobIn("WORKING"), takesMs: 25_000 },
    { status: 503, takesMs: 29_000 },
    { hangs: "request" },
    jobIn("DONE"),
  ]);
  await clock.run(client.wait("7", { schedule: () => 0 }));
  expect(load).toEqual({ now: 0, most: 1 });
});

describe("a status that goes backwards", () => {
  it("status reports a job that goes from its end to running as it is", async () => {
    const { client } = createAcmeClient([jobIn("DONE"), jobIn("WORKING"), jobIn("DONE")]);
    const states = [await client.status("7"), await client.status("7"), await client.status("7")];
    expect(states.map(({ state }) => state)).toEqual(["succeeded", "running", "succeeded"]);
  });

  it("progress that goes backwards is a change like any other, and neither spins nor hangs", async () => {
    const at = (done: number) => jobIn("WORKING", { done, of: 10 });
    const { client, clock, requests } = createAcmeClient([at(5), at(9), at(2), at(0), at(10), jobIn("DONE")]);
    const seen: unknown[] = [];
    const read = async () => {
      for await (const { progress } of client.watch("7")) seen.push(progress?.fraction);
    };
    await clock.run(read());
    expect(seen).toEqual([0.5, 0.9, 0.2, 0, 1, undefined]);
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_500, 4_750, 8_125, 13_187.5]);
  });

  it("a job that goes from running to pending is waited on as well", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("QUEUED"), jobIn("DONE")]);
    await expect(clock.run(client.wait("7"))).resolves.toMatchObject({ state: "succeeded" });
    expect(requests.length).toBe(3);
  });
});

describe("a stall", () => {
  it("is told once, and once more after a change", async () => {
    const step = (done: number) => jobIn("WORKING", { done, of: 10 });
    const script = [1, 1, 1, 1, 2, 2, 2, 2].map(step);
    const { client, clock } = createAcmeClient([...script, jobIn("DONE")]);
    const stalls: [number, unknown][] = [];
    await clock.run(
      client.wait("7", {
        schedule: () => 10_000,
        stallMs: 15_000,
        onStall: ({ progress }) => stalls.push([clock.now(), progress?.completed]),
      }),
    );
    // The changes came at 0 s and 40 s; the first answers 15 s after them at 20 s and 60 s.
    expect(stalls).toEqual([
      [20_000, 1],
      [60_000, 2],
    ]);
  });

  it("is reported at the moment that the caller named, without a request for it", async () => {
    const stalls: number[] = [];
    const { client, clock } = createAcmeClient([jobIn("WORKING"), jobIn("WORKING"), jobIn("WORKING"), jobIn("DONE")]);
    const options = { schedule: () => 10_000, stallMs: 10_000 };
    const told = client.wait("7", { ...options, onStall: () => stalls.push(clock.now()) });
    const ends = await clock.run(Promise.all([told, client.wait("7", options)]));
    expect(ends.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect(stalls).toEqual([10_000]);
  });

  it("is not told at a response that ends the wait", async () => {
    const stalls: unknown[] = [];
    const { client, clock } = createAcmeClient([jobIn("WORKING")]);
    const until = () => clock.now() === 10_000;
    const onStall = (status: unknown) => stalls.push(status);
    await clock.run(client.wait("7", { schedule: () => 10_000, stallMs: 1, onStall, until }));
    expect(stalls).toEqual([]);
  });

  it("is not told where something moves, or at the end", async () => {
    const { client, clock } = createAcmeClient([jobIn("QUEUED"), jobIn("WORKING"), jobIn("DONE")]);
    const stalls: unknown[] = [];
    await clock.run(
      client.wait("7", { schedule: () => 60_000, stallMs: 10, onStall: (status) => stalls.push(status) }),
    );
    expect(stalls).toEqual([]);
  });
});

describe("until", () => {
  it("ends a wait at a status that isn't terminal, such as an unknown one", async () => {
    const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("NEW WORD"), jobIn("DONE")]);
    const until = ({ state }: { readonly state: string }) => state === "unknown";
    await expect(clock.run(client.wait("7", { until }))).resolves.toMatchObject({
      state: "unknown",
      native: "NEW WORD",
    });
    expect([requests.length, clock.sleepers]).toEqual([2, 0]);
  });

  it("sees every response, also those that changed nothing, and never holds up the end", async () => {
    const seen: string[] = [];
    const { client, clock } = createAcmeClient([jobIn("WORKING"), jobIn("WORKING"), jobIn("DONE")]);
    await clock.run(client.wait("7", { until: ({ native }) => seen.push(native) < 0 }));
    expect(seen).toEqual(["WORKING", "WORKING"]);
  });
});
