import { type JobClient, type JobReference, type JobStatusError, jobIdsFrom, jobKey } from "@jobstatus/core";
import type { StartedJobs } from "@jobstatus/core";
import { type DeliveredEnd, consumeEnds } from "./ends/consume-ends.ts";
import { FleetError } from "./fleet-error.ts";
import type { EndsOptions, FleetEvent, FleetOptions, WatchJobOptions, WorkOptions } from "./fleet-options.ts";
import { inTransaction } from "./store/database.ts";
import { databaseSeconds } from "./store/database-clock.ts";
import { priorityAt } from "./store/due-priority.ts";
import { type Store, openStore } from "./store/open-store.ts";
import { RESULTS, endId, prepareResults, prepareWaits, waitsOf } from "./store/queues.ts";
import { type JobEnd, firstToken } from "./wait-data.ts";
import { ClientWorker } from "./work/client-worker.ts";
import { Doorbell } from "./work/doorbell.ts";
import { ParkedAccounts } from "./work/parked-accounts.ts";

const DEFAULT_STEP_MS = 45_000;
const DEFAULT_CONCURRENCY = 100;
/** What a lease has beyond the step and the provider's interval, in milliseconds. */
const LEASE_SLACK_MS = 5_000;
/** How often `wait` reads the end's place, in milliseconds. */
const WAIT_MS = 500;

/** Waits for jobs that outlive the process: any process with the same store can take their steps and get their ends. */
export interface Fleet {
  /**
   * Waits for a job until it ends, also if this process doesn't live that long. For a job that is being waited for, or whose
   * end is still kept, it does nothing.
   *
   * @param client - The name of the job's client.
   * @param job - The job, or the response of the call that started it; it may have started several.
   * @returns The jobs, and what the provider refused in the same response.
   * @throws JobStatusError - It names no job.
   */
  watch(client: string, job: JobReference, options?: WatchJobOptions): Promise<StartedJobs>;
  /** Takes steps of all clients' waits in this process, until `close`. */
  work(options?: WorkOptions): void;
  /** Gives a consumer the end of every wait, at least once: without `done` it comes again. */
  ends(options: EndsOptions): AsyncIterable<DeliveredEnd>;
  /** Resolves with the end of a job's wait; an end is kept for 7 days. */
  wait(client: string, job: JobReference, options?: { readonly signal?: AbortSignal }): Promise<JobEnd>;
  /** Stops the wait for a job, and forgets its end. The provider is told nothing. */
  cancel(client: string, job: JobReference): Promise<void>;
  /** Lets the jobs of a parked account be polled again: after its password or its rights were changed. */
  resume(client: string): Promise<void>;
  /** Claims nothing more, writes what is in hand, and closes the store. Waits go on in the other processes, or with the next. */
  close(): Promise<void>;
}

/**
 * Opens a fleet.
 *
 * @throws FleetError - The store can't be used, or an option is wrong.
 */
export async function createFleet(options: FleetOptions): Promise<Fleet> {
  checkNode();
  const { clients, onEvent = showEvent, maxStepMs = DEFAULT_STEP_MS } = options;
  const tell = (type: FleetEvent["type"], message: string, client?: string) =>
    onEvent({ type, message, ...(client !== undefined && { client }) });
  const onStoreError = (message: string) => tell("store-failed", `the store failed, and is tried again: ${message}`);
  const store = await openStore({ store: options.store, onError: (error) => onStoreError(error.message) });
  await prepareResults(store);
  for (const [name, { limits }] of Object.entries(clients)) {
    const leaseMs = maxStepMs + (limits.minPollIntervalMs ?? 0) + LEASE_SLACK_MS;
    await prepareWaits(store, name, Math.ceil(leaseMs / 1_000));
  }
  const doorbell = new Doorbell();
  const parked = new ParkedAccounts(store);
  await parked.read();
  const workers: ClientWorker[] = [];

  const clientNamed = (name: string): JobClient => {
    const client = Object.hasOwn(clients, name) ? clients[name] : undefined;
    if (client) return client;
    const names = Object.keys(clients).join(", ");
    throw new FleetError(
      "unknown-client",
      `unknown client ${JSON.stringify(name)}; the clients of this fleet: ${names}`,
    );
  };

  return {
    async watch(name, job, watchOptions = {}) {
      const client = clientNamed(name);
      const started = await jobIdsFrom(client, job);
      for (const found of started.jobs) await addWait(store, name, client, found, watchOptions);
      return started;
    },
    work({ concurrency = DEFAULT_CONCURRENCY } = {}) {
      for (const [name, client] of Object.entries(clients)) {
        const onRefused = async (error: JobStatusError) => {
          if (await parked.park(name, error)) {
            tell(
              "parked",
              `the account of ${name} is parked until resume(${JSON.stringify(name)}): ${error.message}`,
              name,
            );
          }
        };
        const isParked = () => parked.has(name);
        const onEnds = (ends: readonly JobEnd[]) => ends.length > 0 && doorbell.ring();
        const input = { store, name, client, concurrency, maxStepMs, isParked, onRefused, onEnds, onStoreError };
        workers.push(new ClientWorker(input));
      }
      parked.follow(onStoreError);
    },
    ends: (endsOptions) => consumeEnds(store, endsOptions, doorbell),
    async wait(name, job, { signal } = {}) {
      const id = endId(name, jobKey(clientNamed(name), job));
      for (;;) {
        const [result] = await store.boss.findJobs<JobEnd>(RESULTS, { id });
        if (result) return result.data;
        await doorbell.wait(WAIT_MS);
        signal?.throwIfAborted();
      }
    },
    async cancel(name, job) {
      const key = jobKey(clientNamed(name), job);
      const queue = waitsOf(name);
      const waits = await store.boss.findJobs(queue, { key });
      if (waits.length > 0)
        await store.boss.deleteJob(
          queue,
          waits.map(({ id }) => id),
        );
      await store.boss.deleteJob(RESULTS, endId(name, key));
    },
    async resume(name) {
      await parked.resume(name);
    },
    async close() {
      parked.stop();
      await Promise.all(workers.map((worker) => worker.stop()));
      await store.close();
    },
  };
}

async function addWait(
  store: Store,
  name: string,
  client: JobClient,
  job: { readonly id: string; readonly operation?: string },
  options: WatchJobOptions,
): Promise<void> {
  const { boss } = store;
  const singletonKey = jobKey(client, job.operation === undefined ? job.id : { id: job.id, operation: job.operation });
  const data = { ...options, token: firstToken(client.provider, job) };
  await inTransaction(store.database, async (db) => {
    const priority = priorityAt(await databaseSeconds(db));
    const inserted = await boss.insert(waitsOf(name), [{ data, priority, singletonKey }], { db, returnId: true });
    // Its step may be ending just now: the insert has then waited for that, and the end is there to be seen.
    const [result] = inserted ? await boss.findJobs(RESULTS, { db, id: endId(name, singletonKey) }) : [];
    if (result && inserted) await boss.deleteJob(waitsOf(name), inserted, { db });
  });
}

function showEvent({ message }: FleetEvent): void {
  console.error(`jobstatus fleet: ${message}`);
}

/** pg-boss needs it; on an older Node, npm installs a pg-boss of long ago without a word. */
function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  throw new FleetError("node-version", `@jobstatus/fleet needs Node 22.12 or later; this is ${process.versions.node}`);
}
