import type { Db, JobInsert } from "pg-boss";
import { inTransaction } from "../store/database.ts";
import { databaseSeconds } from "../store/database-clock.ts";
import { priorityAt } from "../store/due-priority.ts";
import type { Store } from "../store/open-store.ts";
import { RESULTS, endsOf, waitsOf } from "../store/queues.ts";
import { storable } from "../store/storable.ts";
import { ring } from "./bells.ts";
import type { ClaimedWait, WaitData } from "../wait-data.ts";
import type { JobEnd } from "../job-end.ts";

/** A wait that is not over, and how long to sleep before its next step. */
interface NextStep extends ClaimedWait {
  readonly next: Omit<WaitData, "writtenAt" | "dueAt">;
  readonly delayMs: number;
}

/** What came of a step: the wait's next step, or its end. */
export type Outcome = NextStep | (ClaimedWait & { readonly end: JobEnd });

/**
 * Writes what came of steps, all of it or nothing. What another worker has taken over meanwhile is left to it.
 *
 * @param gridMs - Next steps are put on multiples of it, so that they are due together.
 * @returns The ends that were written.
 */
export async function settle(
  store: Store,
  client: string,
  outcomes: readonly Outcome[],
  gridMs: (delayMs: number) => number,
): Promise<readonly JobEnd[]> {
  return inTransaction(store.database, async (db) => {
    const queue = waitsOf(client);
    const nowSeconds = await databaseSeconds(db);
    const claimed = await store.boss.deleteJob(
      queue,
      outcomes.map(({ job }) => job),
      { db },
    );
    const held = heldIds(claimed);
    const mine = outcomes.filter(({ job }) => held.has(job.id));
    const next = mine.flatMap((outcome) => ("next" in outcome ? [insertOf(outcome, nowSeconds, gridMs)] : []));
    if (next.length > 0) await store.boss.insert(queue, next, { db });
    const ended = mine.flatMap((outcome) => ("end" in outcome ? [outcome] : []));
    if (ended.length > 0) {
      const ends = ended.map(({ job, end }) => ({ id: job.data.key, data: storable(end) }));
      await store.boss.insert(RESULTS, ends, { db });
      for (const consumer of await consumersIn(store, db)) await store.boss.insert(endsOf(consumer), ends, { db });
      await ring(db, RESULTS);
    }
    return ended.map(({ end }) => end);
  });
}

/** The consumers of ends. A consumer that is being added waits for the transaction, and then reads what it has written. */
async function consumersIn({ state }: Store, db: Db): Promise<readonly string[]> {
  const { rows } = await db.executeSql(`SELECT value FROM ${state.table} WHERE key = 'consumers' FOR SHARE`);
  return (rows as { value: string[] }[])[0]?.value ?? [];
}

/** The jobs that a call has changed. pg-boss returns them, and its types leave them out. */
function heldIds(response: object): ReadonlySet<string> {
  const { settled } = response as { settled?: unknown };
  if (!Array.isArray(settled)) throw new TypeError("this version of pg-boss does not say which jobs it has deleted");
  return new Set(settled as string[]);
}

function insertOf(
  { next, delayMs }: NextStep,
  nowSeconds: number,
  gridMs: (delayMs: number) => number,
): JobInsert<WaitData> {
  const grid = gridMs(delayMs) / 1_000;
  const exact = nowSeconds + delayMs / 1_000;
  const dueSeconds = grid > 0 ? Math.ceil(exact / grid) * grid : exact;
  return {
    data: storable({ ...next, writtenAt: nowSeconds, dueAt: dueSeconds }),
    startAfter: Math.max(0, dueSeconds - nowSeconds),
    priority: priorityAt(dueSeconds),
    singletonKey: next.key,
  };
}
