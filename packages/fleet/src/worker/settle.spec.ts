import { firstToken } from "@jobstatus/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consumeEnds } from "../ends/consume-ends.ts";
import { type Store, openStore } from "../store/open-store.ts";
import { RESULTS, endId, endsOf, prepareResults, prepareWaits, waitsOf } from "../store/queues.ts";
import { openUsual, type TestStore } from "../testing/stores.ts";
import { createTestVault } from "../testing/providers.ts";
import type { ClaimedWait, WaitData } from "../wait-data.ts";
import type { JobEnd } from "../job-end.ts";
import { Doorbell } from "./doorbell.ts";
import { settle } from "./settle.ts";

const CLIENT = "vault";
const none = () => 0;
const client = createTestVault().client();
let place: TestStore;
let store: Store;

beforeAll(async () => {
  place = await openUsual();
  store = await openStore({ store: place.store, onError: () => undefined });
  await prepareResults(store);
  await prepareWaits(store, CLIENT, 60);
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

function waitData(id: string): WaitData {
  return { token: { ...firstToken(client, "1"), id }, key: endId(CLIENT, id), writtenAt: 1, dueAt: 1 };
}

/** Adds a wait, and claims it as a worker does. */
async function claim(id: string): Promise<ClaimedWait> {
  const data = waitData(id);
  await store.boss.insert(waitsOf(CLIENT), [{ data, singletonKey: data.key }]);
  return reclaim();
}

async function reclaim(): Promise<ClaimedWait> {
  const [job] = await store.boss.fetch<WaitData>(waitsOf(CLIENT));
  if (!job) throw new Error("nothing is due");
  return { job, claimedAt: 2 };
}

/** Ends the leases of a queue, as time does. */
async function expire(queue: string): Promise<void> {
  await store.database.executeSql(
    `UPDATE ${store.schema}.job SET started_on = started_on - interval '1 day' WHERE name = $1 AND state = 'active'`,
    [queue],
  );
  await store.database.executeSql(`UPDATE ${store.schema}.queue SET monitor_claim_on = NULL, monitor_on = NULL`);
  await store.boss.supervise(queue);
}

const endOf = (id: string): JobEnd => ({ client: CLIENT, id, polls: 1, status: { state: "succeeded" } });

describe("what is written of steps", () => {
  it("is the wait's next step, in the database's time and with its moment as its priority", async () => {
    const wait = await claim("next");
    await settle(store, CLIENT, [{ ...wait, next: waitData("next"), delayMs: 20_000 }], none);
    const [next] = await store.boss.findJobs(waitsOf(CLIENT), { key: endId(CLIENT, "next") });
    expect(next).toMatchObject({ state: "created", retryLimit: 2_147_483_647, singletonKey: endId(CLIENT, "next") });
    const delayMs = Number(next?.startAfter.getTime()) - Number(next?.createdOn.getTime());
    expect(delayMs).toBe(20_000);
    expect(next?.priority).toBe(1_700_000_000 - Math.floor(Number(next?.startAfter.getTime()) / 1_000));
    // Ten years: a wait is not deleted for its age.
    expect(Number(next?.keepUntil.getTime()) - Number(next?.startAfter.getTime())).toBe(3_650 * 86_400_000);
    await store.boss.deleteJob(waitsOf(CLIENT), String(next?.id));
  });

  it("is put on a grid if the provider reports on many jobs at once", async () => {
    const wait = await claim("grid");
    await settle(store, CLIENT, [{ ...wait, next: waitData("grid"), delayMs: 20_000 }], () => 8_000);
    const [next] = await store.boss.findJobs(waitsOf(CLIENT), { key: endId(CLIENT, "grid") });
    const dueMs = Number(next?.startAfter.getTime());
    expect(Math.round(dueMs / 10) % 800).toBe(0);
    expect(dueMs - Number(next?.createdOn.getTime())).toBeGreaterThanOrEqual(20_000);
    await store.boss.deleteJob(waitsOf(CLIENT), String(next?.id));
  });

  it("is nothing of a step that another worker has taken over", async () => {
    const stale = await claim("fence");
    await expire(waitsOf(CLIENT));
    const wait = await reclaim();
    expect([stale.job.retryCount, wait.job.id, wait.job.retryCount]).toEqual([0, stale.job.id, 1]);
    expect(await settle(store, CLIENT, [{ ...stale, end: endOf("fence") }], none)).toEqual([]);
    expect(await store.boss.findJobs(RESULTS, { id: endId(CLIENT, "fence") })).toEqual([]);
    expect(await settle(store, CLIENT, [{ ...wait, end: endOf("fence") }], none)).toEqual([endOf("fence")]);
    // And not either of one whose wait was cancelled.
    const cancelled = await claim("cancelled");
    await store.boss.deleteJob(waitsOf(CLIENT), cancelled.job.id);
    expect(await settle(store, CLIENT, [{ ...cancelled, next: waitData("cancelled"), delayMs: 1 }], none)).toEqual([]);
    expect(await store.boss.findJobs(waitsOf(CLIENT), { key: endId(CLIENT, "cancelled") })).toEqual([]);
  });

  it("is the end with the characters replaced that PostgreSQL refuses", async () => {
    const wait = await claim("text");
    const end = { ...endOf("text"), tag: "null \u0000, half \ud800, backslash \\u0000, smile \u{1f600}" };
    await settle(store, CLIENT, [{ ...wait, end }], none);
    const [result] = await store.boss.findJobs<JobEnd>(RESULTS, { id: endId(CLIENT, "text") });
    expect(result?.data.tag).toBe("null \ufffd, half \ufffd, backslash \\u0000, smile \u{1f600}");
  });
});

describe("an end", () => {
  const first = async (consumer: string) => {
    const { signal } = new AbortController();
    const input = { consumer, signal, doorbell: new Doorbell(), onStoreError: () => undefined, redeliverMs: 300_000 };
    for await (const end of consumeEnds(store, input)) return end;
    throw new Error("there is no end");
  };

  it("is delivered again if its consumer has died, and never after it was acknowledged", async () => {
    const known = await first("other");
    await known.done();
    const wait = await claim("again");
    await settle(store, CLIENT, [{ ...wait, end: endOf("again") }], none);
    const rest = async () => {
      const jobs = await store.boss.findJobs<JobEnd>(endsOf("other"), { queued: true });
      return jobs.map(({ data }) => data.id).toSorted();
    };
    expect(await rest()).toEqual(["again", "fence", "text"].filter((id) => id !== known.id));
    const dropped = await first("other");
    expect(await rest()).not.toContain(dropped.id);
    await expire(endsOf("other"));
    expect(await rest()).toContain(dropped.id);
    // Acknowledged late, after its delivery was given up.
    await dropped.done();
    expect(await rest()).not.toContain(dropped.id);
  });

  it("stays for 7 days as a result, and until its consumer has it as a delivery", async () => {
    const wait = await claim("kept");
    await settle(store, CLIENT, [{ ...wait, end: endOf("kept") }], none);
    const [result] = await store.boss.findJobs(RESULTS, { id: endId(CLIENT, "kept") });
    const [delivery] = await store.boss.findJobs(endsOf("other"), { id: endId(CLIENT, "kept") });
    const days = (kept: typeof result) =>
      (Number(kept?.keepUntil.getTime()) - Number(kept?.createdOn.getTime())) / 86_400_000;
    expect([days(result), days(delivery)]).toEqual([7, 3_650]);
  });
});
