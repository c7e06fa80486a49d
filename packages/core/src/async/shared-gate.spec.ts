import { describe, expect, it } from "vitest";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { rejectionOf } from "../testing/rejection-of.ts";

describe("a gate of the caller's", () => {
  it("admits each request, in place of the limit that the contract states", async () => {
    const contract = { ...acmeContract, accountLimits: [{ requests: 1, intervalMs: 60_000 }] };
    let admissions = 0;
    const gate = {
      admit: (signal: AbortSignal) => {
        admissions += 1;
        return admissions === 2 ? clock.sleep(5_000, signal) : undefined;
      },
      hold: () => undefined,
    };
    const { client, clock, requests } = createAcmeClient([jobIn("DONE")], { gate }, contract);
    await clock.run(Promise.all(["1", "2", "3"].map((id) => client.wait(id))));
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 0, 5_000]);
  });

  it("hears for how long the provider wants no request", async () => {
    const held: number[] = [];
    const gate = { admit: () => undefined, hold: (ms: number) => held.push(ms) };
    const refusal = { status: 429, headers: { "Retry-After": "7" } };
    const { client, clock } = createAcmeClient([refusal, jobIn("DONE")], { gate });
    await clock.run(client.wait("7"));
    expect(held).toEqual([7_000]);
  });

  it("hears the same if a response says that no request is left, a good one as well", async () => {
    const remainingRequests = { header: "X-Left", resetHeader: "X-Reset", intervalMs: 60_000 };
    const held: number[] = [];
    const gate = { admit: () => undefined, hold: (ms: number) => held.push(ms) };
    const unavailable = { status: 503, headers: { "X-Left": "0", "X-Reset": "40" } };
    const done = { ...jobIn("DONE"), headers: { "X-Left": "0", "X-Reset": "39" } };
    const contract = { ...acmeContract, remainingRequests };
    const { client, clock } = createAcmeClient([unavailable, done], { gate }, contract);
    await clock.run(client.wait("7"));
    expect(held).toEqual([40_000, 39_000]);
  });

  it("that fails costs a request, and not the wait", async () => {
    let isDown = true;
    const gate = {
      admit: () => (isDown ? Promise.reject(new Error("no database")) : undefined),
      hold: () => undefined,
    };
    const { client, clock, requests } = createAcmeClient([jobIn("DONE")], { gate });
    const error = await clock.run(rejectionOf(client.status("7")));
    expect(error.code).toBe("unavailable");
    isDown = false;
    await clock.run(client.wait("7"));
    expect(requests.length).toBe(1);
  });

  it("that throws fails each of thousands that wait for a slot with its own error", async () => {
    let isDown = false;
    const gate = {
      admit() {
        if (isDown) throw new Error("no database");
        isDown = true;
        return undefined;
      },
      hold: () => undefined,
    };
    const { client, clock } = createAcmeClient([{ ...jobIn("DONE"), takesMs: 100 }], {
      gate,
      maxConcurrentRequests: 1,
    });
    const first = client.status(1);
    const others = Array.from({ length: 5_000 }, (_, id) => rejectionOf(client.status(id + 2)));
    const errors = await clock.run(Promise.all(others));
    expect(errors.filter(({ message }) => !message.includes("no database"))).toEqual([]);
    await first;
  });
});

it("no more requests are in flight than the caller allows", async () => {
  const { client, clock, load } = createAcmeClient([{ ...jobIn("DONE"), takesMs: 1_000 }], {
    maxConcurrentRequests: 2,
  });
  await clock.run(Promise.all(["1", "2", "3", "4", "5"].map((id) => client.wait(id))));
  expect([load.most, clock.now()]).toEqual([2, 3_000]);
});
