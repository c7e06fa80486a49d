import type { Job } from "pg-boss";
import { FleetError } from "../fleet-error.ts";
import { inTransaction } from "../store/database.ts";
import type { Store } from "../store/open-store.ts";
import { retried } from "../store/retried.ts";
import { storeProblem } from "../store/store-problem.ts";
import { RESULTS, endsOf, prepareEnds } from "../store/queues.ts";
import type { JobEnd } from "../job-end.ts";
import type { Doorbell } from "../worker/doorbell.ts";

/** How many ends are claimed at once. */
const MAX_CLAIM = 20;
/** How often the queue is read if nothing rings, in milliseconds. */
const IDLE_MS = 2_000;
/** How many results are read at once for a new consumer. */
const PAGE = 1_000;

/** An end, for one consumer. */
export interface DeliveredEnd extends JobEnd {
  /**
   * Notes that the consumer has it: it is then never delivered to it again. Without it, it comes again after `redeliverMs`. A
   * store that is away is tried again, until the fleet is closed.
   *
   * @throws FleetError - The iteration or the fleet was ended before the store knew; the end comes again.
   */
  done(): Promise<void>;
}

/** The consumer that gets the ends, and what tells of them. */
export interface ConsumeInput {
  readonly consumer: string;
  /** Ends the iteration. */
  readonly signal: AbortSignal;
  /** Rings if an end was written. */
  readonly doorbell: Doorbell;
  readonly onStoreError: (error: unknown) => void;
  /** For how long a consumer has an end for itself, in milliseconds; then another process of it gets the end too. */
  readonly redeliverMs: number;
}

/** Gives a consumer each end, at least once: those of the last 7 days too, if the consumer is new. */
export async function* consumeEnds(
  store: Store,
  { consumer, signal, doorbell, onStoreError, redeliverMs }: ConsumeInput,
): AsyncGenerator<DeliveredEnd, void, undefined> {
  const safely = <T>(task: () => Promise<T>) => retried(task, onStoreError, signal);
  const queue = endsOf(consumer);
  let claimed: Job<JobEnd>[] = [];
  try {
    await safely(() => prepareEnds(store, consumer, Math.ceil(redeliverMs / 1_000)));
    await safely(() => addConsumer(store, consumer));
    for (;;) {
      if (signal.aborted) return;
      let claimedMs = 0;
      claimed = await safely(() => {
        claimedMs = performance.now();
        return store.boss.fetch<JobEnd>(queue, { batchSize: MAX_CLAIM });
      });
      if (claimed.length === 0) await doorbell.wait(IDLE_MS, signal);
      // Later, another process may get it too, and the consumer would have it twice.
      while (performance.now() - claimedMs < redeliverMs / 2) {
        const job = claimed.shift();
        if (!job) break;
        const done = () =>
          safely(() => acknowledge(store, queue, job.id)).catch((cause: unknown) => {
            throw unacknowledged(store, job.data, cause);
          });
        yield { ...job.data, done };
      }
      await release(store, queue, claimed).catch(onStoreError);
    }
  } catch (error) {
    // The store is away, which was told, and the iteration is to end: nothing more is needed of the store.
    if (!signal.aborted) throw error;
  } finally {
    // Otherwise they come when their lease ends.
    await release(store, queue, claimed).catch(onStoreError);
  }
}

async function acknowledge({ boss }: Store, queue: string, id: string): Promise<void> {
  await boss.complete(queue, id, null, { includeQueued: true });
}

function unacknowledged({ place }: Store, { client, id }: JobEnd, cause: unknown): FleetError {
  const problem = `done() of the job ${id} of ${client} failed: the fleet or the iteration was ended while ${place} can't be used: ${storeProblem(cause)}; the end comes again`;
  return new FleetError("closed", problem, { cause });
}

/** Gives back ends that were claimed and not delivered. */
async function release({ boss }: Store, queue: string, claimed: Job<JobEnd>[]): Promise<void> {
  const jobs = claimed.splice(0);
  if (jobs.length > 0) await boss.fail(queue, jobs);
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
