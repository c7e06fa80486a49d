import type { JobWithMetadata } from "pg-boss";
import type { EndsOptions } from "../fleet-options.ts";
import { inTransaction } from "../store/database.ts";
import type { Store } from "../store/open-store.ts";
import { RESULTS, endsOf, prepareEnds } from "../store/queues.ts";
import type { JobEnd } from "../wait-data.ts";
import type { Doorbell } from "../work/doorbell.ts";

/** How many ends are claimed at once. */
const MAX_CLAIM = 20;
/** How often the queue is read if nothing rings, in milliseconds. */
const IDLE_MS = 2_000;
/** How many results are read at once for a new consumer. */
const PAGE = 1_000;

/** An end, for one consumer. */
export interface DeliveredEnd extends JobEnd {
  /** Notes that the consumer has it: it is then never delivered to it again. Without it, the end comes again after 5 minutes. */
  done(): Promise<void>;
}

/**
 * Gives a consumer each end, at least once: those of the last 7 days too, if the consumer is new.
 *
 * @param doorbell - Rings if an end was written.
 */
export async function* consumeEnds(
  store: Store,
  { consumer, signal }: EndsOptions,
  doorbell: Doorbell,
): AsyncGenerator<DeliveredEnd, void, undefined> {
  await prepareEnds(store, consumer);
  await addConsumer(store, consumer);
  const queue = endsOf(consumer);
  for (;;) {
    if (signal?.aborted) return;
    const jobs = await store.boss.fetch<JobEnd>(queue, { batchSize: MAX_CLAIM, includeMetadata: true });
    for (const job of jobs) yield deliveryOf(store, queue, job);
    if (jobs.length === 0) await doorbell.wait(IDLE_MS, signal);
  }
}

function deliveryOf(store: Store, queue: string, job: JobWithMetadata<JobEnd>): DeliveredEnd {
  return {
    ...job.data,
    done: async () => {
      await store.boss.complete(queue, job.id, null, { includeQueued: true });
    },
  };
}

/** Adds a consumer: every wait that ends from now on is written for it, and those that have ended are copied. */
async function addConsumer(store: Store, consumer: string): Promise<void> {
  const { boss, database, state } = store;
  const isNew = await inTransaction(database, async (db) => {
    const { rows } = await db.executeSql(
      `UPDATE ${state.table} SET value = value || to_jsonb($1::text)
       WHERE key = 'consumers' AND NOT value @> to_jsonb($1::text) RETURNING key`,
      [consumer],
    );
    return rows.length > 0;
  });
  if (!isNew) return;
  for (let after: string | undefined; ;) {
    const page = await boss.findJobs<JobEnd>(RESULTS, { limit: PAGE, ...(after !== undefined && { after }) });
    await boss.insert(
      endsOf(consumer),
      page.map(({ id, data }) => ({ id, data })),
    );
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
