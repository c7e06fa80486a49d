import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Store, openStore } from "../store/open-store.ts";
import { openUsual, type TestStore } from "../testing/stores.ts";
import { DatabaseGate } from "./database-gate.ts";

const never = new AbortController().signal;
let place: TestStore;
let store: Store;

beforeAll(async () => {
  place = await openUsual();
  store = await openStore({ store: place.store, onError: () => undefined });
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

/** The gates of two processes for one account, with a limit of so many requests in an hour, and a faster one. */
function createGates(name: string, requests: number) {
  return [1, 2].map(() => {
    const gate = new DatabaseGate(store, name);
    const account = [
      { requests: 100, intervalMs: 60_000 },
      { requests, intervalMs: 3_600_000 },
    ];
    gate.setLimit({ account, minPollIntervalMs: undefined, maxIdsPerRequest: undefined });
    return gate;
  }) as [DatabaseGate, DatabaseGate];
}

async function read(name: string) {
  return (await store.state.read(`gate/${name}`)) as { next: number; spacing: number; granted: number };
}

describe("the gate of an account", () => {
  it("gives the processes' requests one place after the other, at the limit's rate", async () => {
    const [one, two] = createGates("places", 60);
    await one.admit(never);
    const { next } = await read("places");
    const stop = new AbortController();
    const waiting = [one, two, one, two].map((gate) => gate.admit(stop.signal));
    const rejections = Promise.allSettled(waiting);
    for (;;) {
      if ((await read("places")).granted === 5) break;
    }
    // Sixty in an hour: one in a minute.
    expect(await read("places")).toMatchObject({ spacing: 60, granted: 5 });
    expect((await read("places")).next).toBeCloseTo(next + 4 * 60, 3);
    stop.abort(new Error("stop"));
    expect((await rejections).map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => "rejected"));
    // A worker claims nothing for which there is no place.
    expect([one.roomWithin(5_000), two.roomWithin(5_000)]).toEqual([0, 0]);
  });

  it("without a limit admits everything, until the provider refuses: then the rate is what the refusal shows", async () => {
    const gate = new DatabaseGate(store, "learned");
    await Promise.all(Array.from({ length: 100 }, () => gate.admit(never)));
    expect(await read("learned")).toMatchObject({ spacing: 0, granted: 100 });
    expect(gate.roomWithin(5_000)).toBe(Infinity);
    const heldAt = Date.now() / 1_000;
    gate.hold(60_000);
    // A request that was under way shows nothing new.
    gate.hold(60_000);
    for (;;) {
      if ((await read("learned")).granted === 0) break;
    }
    const { next, spacing } = await read("learned");
    // A hundred in a minute and a moment, and a little slower.
    expect(spacing).toBeGreaterThan(0.63);
    expect(spacing).toBeLessThan(0.8);
    expect(next).toBeGreaterThan(heldAt + 50);
    expect(gate.roomWithin(5_000)).toBe(0);
  });
});
