import { randomUUID } from "node:crypto";
import { type JobClient, firstToken, jobKey } from "@jobstatus/core";
import type { WatchJobOptions } from "./fleet-options.ts";
import { inTransaction } from "./store/database.ts";
import { databaseSeconds } from "./store/database-clock.ts";
import { priorityAt } from "./store/due-priority.ts";
import type { Store } from "./store/open-store.ts";
import { RESULTS, endId, waitsOf } from "./store/queues.ts";
import { storable } from "./store/storable.ts";
import { ring } from "./worker/bells.ts";

/** How many waits are written in one transaction. */
const MAX_WAITS = 100;

/** A wait to add. */
export interface NewWait {
  readonly job: { readonly id: string; readonly operation: string };
  readonly options: WatchJobOptions;
}

interface Pending {
  readonly wait: NewWait;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Adds the waits of one client. Those that are added at once are written together. */
export class WaitWriter {
  readonly #store: Store;
  readonly #name: string;
  readonly #client: JobClient;
  #pending: Pending[] = [];
  #isWriting = false;

  /** @param name - The client's name. */
  constructor(store: Store, name: string, client: JobClient) {
    this.#store = store;
    this.#name = name;
    this.#client = client;
  }

  /** Adds a wait, unless the job is being waited for or its end is still kept. */
  add(wait: NewWait): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ wait, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0, MAX_WAITS);
      try {
        await this.#write(batch.map(({ wait }) => wait));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#isWriting = false;
  }

  async #write(waits: readonly NewWait[]): Promise<void> {
    const { boss, database } = this.#store;
    const queue = waitsOf(this.#name);
    await inTransaction(database, async (db) => {
      const now = await databaseSeconds(db);
      const rows = waits.map(({ job, options }) => {
        const key = endId(this.#name, jobKey(this.#client, job));
        const token = firstToken(this.#client, job);
        const data = storable({ ...options, token, key, writtenAt: now, dueAt: now });
        return { id: randomUUID(), data, priority: priorityAt(now), singletonKey: key };
      });
      const inserted = new Set((await boss.insert(queue, rows, { db, returnId: true })) ?? []);
      // A job's last step may have been ending just now: the insert has then waited for that, and the end is there to be seen.
      const added = rows.filter(({ id }) => inserted.has(id));
      const ends = new Set(
        await this.#endsAmong(
          db,
          added.map(({ singletonKey }) => singletonKey),
        ),
      );
      const ended = added.filter(({ singletonKey }) => ends.has(singletonKey));
      if (ended.length > 0)
        await boss.deleteJob(
          queue,
          ended.map(({ id }) => id),
          { db },
        );
      if (ended.length < added.length) await ring(db, queue);
    });
  }

  async #endsAmong(db: Parameters<typeof ring>[0], ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const { rows } = await db.executeSql(
      `SELECT id::text FROM ${this.#store.schema}.job WHERE name = $1 AND id = ANY($2::uuid[])`,
      [RESULTS, ids],
    );
    return (rows as { id: string }[]).map(({ id }) => id);
  }
}
