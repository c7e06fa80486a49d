import { type JobClient, jobKey } from "@jobstatus/core";
import type { WatchJobOptions } from "./fleet-options.ts";
import { inTransaction } from "./store/database.ts";
import { databaseSeconds } from "./store/database-clock.ts";
import { priorityAt } from "./store/due-priority.ts";
import type { Store } from "./store/open-store.ts";
import { RESULTS, endId, waitsOf } from "./store/queues.ts";
import { storable } from "./store/storable.ts";
import { firstToken } from "./wait-data.ts";
import { ring } from "./work/bells.ts";

/** A wait to add. */
export interface NewWait {
  /** The client's name. */
  readonly name: string;
  readonly client: JobClient;
  readonly job: { readonly id: string; readonly operation: string };
  readonly options: WatchJobOptions;
}

/** Adds a wait, unless the job is being waited for or its end is still kept. */
export async function addWait(store: Store, { name, client, job, options }: NewWait): Promise<void> {
  const { boss } = store;
  const key = jobKey(client, job);
  await inTransaction(store.database, async (db) => {
    const now = await databaseSeconds(db);
    const data = storable({ ...options, token: firstToken(client.provider, job), key, writtenAt: now, dueAt: now });
    const priority = priorityAt(now);
    const queue = waitsOf(name);
    const inserted = await boss.insert(queue, [{ data, priority, singletonKey: key }], { db, returnId: true });
    if (!inserted) return;
    // Its last step may have been ending just now: the insert has then waited for that, and the end is there to be seen.
    const [result] = await boss.findJobs(RESULTS, { db, id: endId(name, key) });
    if (result) await boss.deleteJob(queue, inserted, { db });
    else await ring(db, queue);
  });
}
