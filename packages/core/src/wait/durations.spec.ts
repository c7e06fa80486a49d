import { describe, expect, it, vi } from "vitest";
import type { WaitOptions } from "./wait-options.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import type { Script } from "../testing/scripted-fetch.ts";
import type { DurationStore } from "../model/durations.ts";

const WORKING = jobIn("WORKING");
const DONE = jobIn("DONE");

/** A store that knows some durations, and a record of what it was told. */
function createStore(known: readonly number[] = []) {
  const read: string[] = [];
  const added: [string, number][] = [];
  const store: DurationStore = {
    read(kind) {
      read.push(kind);
      return known;
    },
    add(kind, durationMs) {
      added.push([kind, durationMs]);
    },
  };
  return { store, read, added };
}

/** The durations that the schedule of a wait sees. */
async function seenBySchedule(known: readonly number[]): Promise<readonly number[]> {
  const { client, clock } = createAcmeClient([WORKING, DONE]);
  let seen: readonly number[] = [];
  const schedule = ({ durationsMs }: { readonly durationsMs: readonly number[] }) => {
    seen = durationsMs;
    return 1_000;
  };
  await clock.run(client.wait("7", { schedule, durations: { kind: "export", store: createStore(known).store } }));
  return seen;
}

describe("a wait with a store of durations", () => {
  it("shows the schedule what is known of the job's kind, and keeps how long this one took", async () => {
    const { client, clock } = createAcmeClient([WORKING, WORKING, DONE]);
    const { store, read, added } = createStore();
    // What a wait took counts from its beginning, and not from 1970.
    await clock.advance(60_000);
    await clock.run(client.wait("7", { schedule: () => 2_000, durations: { kind: "export", store } }));
    expect(read).toEqual(["export"]);
    expect(added).toEqual([["export", 4_000]]);
    expect(await seenBySchedule([30_000, 45_000.5])).toEqual([30_000, 45_000.5]);
  });

  it("leaves out what isn't a duration", async () => {
    expect(await seenBySchedule([0, -1, NaN, Infinity, 1])).toEqual([1]);
  });

  it("learns from the newest 200", async () => {
    const known = Array.from({ length: 300 }, (_, n) => n + 1);
    const seen = await seenBySchedule(known);
    expect([seen.length, seen[0], seen.at(-1)]).toEqual([200, 101, 300]);
  });

  it("keeps nothing of a job that had ended when it was first seen", async () => {
    const { client, clock } = createAcmeClient([{ ...DONE, takesMs: 500 }]);
    const { store, added } = createStore();
    await clock.run(client.wait("7", { durations: { kind: "export", store } }));
    expect(added).toEqual([]);
  });

  it("keeps nothing of a wait that ended before its job", async () => {
    const { client, clock } = createAcmeClient([WORKING, jobIn("UNSURE")]);
    const { store, added } = createStore();
    const until = ({ state }: { readonly state: string }) => state === "unknown";
    await clock.run(client.wait("7", { until, durations: { kind: "export", store } }));
    expect(added).toEqual([]);
  });
});

describe("a client remembers, for its life,", () => {
  /** The durations that the schedule of each of two waits sees at its last decision. */
  async function seenByWaits(responses: Script, options: readonly [WaitOptions, WaitOptions]) {
    const { client, clock } = createAcmeClient(responses);
    const seen: (readonly number[])[] = [];
    for (const [index, each] of options.entries()) {
      const schedule = ({ durationsMs }: { readonly durationsMs: readonly number[] }) => {
        seen[index] = durationsMs;
        return 2_000;
      };
      await clock.run(client.wait(String(index), { ...each, schedule }));
    }
    return seen;
  }

  it("how long the jobs of a kind took that the caller names", async () => {
    const kind = { durations: { kind: "export" } };
    expect(await seenByWaits([WORKING, DONE, WORKING, DONE], [kind, kind])).toEqual([[], [2_000]]);
    expect(await seenByWaits([WORKING, DONE, WORKING, DONE], [kind, { durations: { kind: "import" } }])).toEqual([
      [],
      [],
    ]);
  });

  it("how long the jobs of a title took, from the first status on", async () => {
    const titled = (status: string, title: string) => jobIn(status, { name: title });
    const [working, done] = [titled("WORKING", "Export"), titled("DONE", "Export")];
    expect(await seenByWaits([working, done, working, done], [{}, {}])).toEqual([[], [2_000]]);
    const [importing, imported] = [titled("WORKING", "Import"), titled("DONE", "Import")];
    expect(await seenByWaits([working, done, importing, imported], [{}, {}])).toEqual([[], []]);
  });

  it("nothing of jobs that have neither", async () => {
    expect(await seenByWaits([WORKING, DONE, WORKING, DONE], [{}, {}])).toEqual([[], []]);
  });
});

describe("a store that fails is reported, and the wait continues", () => {
  const fault = new Error("the disk is full");
  const fail = (): never => {
    throw fault;
  };
  it.each<[string, Partial<DurationStore>]>([
    ["a read that throws", { read: fail }],
    ["a read that rejects", { read: () => Promise.reject(fault) }],
    ["an addition that throws", { add: fail }],
    ["an addition that rejects", { add: () => Promise.reject(fault) }],
  ])("%s", async (_, broken) => {
    const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { client, clock, requests } = createAcmeClient([WORKING, DONE]);
    const store = { ...createStore().store, ...broken };
    const ended = client.wait("7", { durations: { kind: "export", store } });
    await expect(clock.run(ended)).resolves.toMatchObject({ state: "succeeded" });
    expect(requests.length).toBe(2);
    expect(report.mock.calls).toEqual([["jobstatus: the store of durations failed", fault]]);
  });
});
