import {
  type JobClient,
  type JobReference,
  type JobStatusError,
  type StartedJobs,
  jobIdsFrom,
  jobKey,
} from "@jobstatus/core";
import { checkNode } from "./check-node.ts";
import { WaitWriter } from "./wait-writer.ts";
import { type DeliveredEnd, consumeEnds } from "./ends/consume-ends.ts";
import { FleetError } from "./fleet-error.ts";
import {
  type EndsOptions,
  type FleetEvent,
  type FleetOptions,
  type WatchJobOptions,
  type WorkOptions,
  checkDuration,
  checkFleetOptions,
  checkName,
} from "./fleet-options.ts";
import { type FleetStatus, countWaits, readFleetStatus } from "./fleet-status.ts";
import { openClients } from "./open-clients.ts";
import { callError } from "./store/call-error.ts";
import { type Store, openStore } from "./store/open-store.ts";
import { RESULTS, endId, prepareResults, prepareWaits, waitsOf } from "./store/queues.ts";
import { retried } from "./store/retried.ts";
import { storeProblem } from "./store/store-problem.ts";
import type { JobEnd } from "./job-end.ts";
import { Bells } from "./worker/bells.ts";
import { ClientWorker } from "./worker/client-worker.ts";
import { ParkedAccounts } from "./worker/parked-accounts.ts";
import { Tally } from "./worker/tally.ts";
import { within } from "./within.ts";

const DEFAULT_REDELIVER_MS = 300_000;
const DEFAULT_STEP_MS = 45_000;
const DEFAULT_CONCURRENCY = 100;
/** What a lease has beyond the step and the provider's interval, in milliseconds. */
const LEASE_SLACK_MS = 5_000;
/** After how long the same failure of the store is told again, in milliseconds. */
const REPEAT_MS = 60_000;
/** How often `wait` reads the end's place if nothing rings, in milliseconds. */
const WAIT_MS = 2_000;
/** How long the connections to the store may take to close, in milliseconds. */
const CLOSE_MS = 5_000;

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
   * @throws FleetError - The store can't be used: the job may not be waited for, so repeat the call.
   */
  watch(client: string, job: JobReference, options?: WatchJobOptions): Promise<StartedJobs>;
  /** Takes steps of all clients' waits in this process, until `close`. */
  work(options?: WorkOptions): void;
  /** Gives a consumer the end of every wait, at least once: without `done` it comes again. */
  ends(options: EndsOptions): AsyncIterable<DeliveredEnd>;
  /**
   * Resolves with the end of a job's wait; an end is kept for 7 days. A store that is away is tried again.
   *
   * @throws FleetError - The fleet was closed.
   */
  wait(client: string, job: JobReference, options?: { readonly signal?: AbortSignal }): Promise<JobEnd>;
  /** Stops the wait for a job, and forgets its end, so that it can be watched anew. The provider is told nothing. */
  cancel(client: string, job: JobReference): Promise<void>;
  /** Lets the jobs of a parked account be polled again: after its password or its rights were changed. */
  resume(client: string): Promise<void>;
  /** How the fleet is doing. */
  status(): Promise<FleetStatus>;
  /**
   * Claims nothing more, writes what is in hand, and closes the store. The waits continue in other processes, or in the next. A store
   * that fails is tried for 5 s, and one that is silent for `maxStepMs` and 10 s more; the event `store-failed` says what could not be
   * written, and another worker repeats it.
   */
  close(): Promise<void>;
}

/**
 * Opens a fleet.
 *
 * @throws FleetError - The store can't be used, or an option is wrong.
 */
export async function createFleet(options: FleetOptions): Promise<Fleet> {
  checkNode(process.versions.node);
  checkFleetOptions(options);
  const { aroundStep, onEvent = showEvent, maxStepMs = DEFAULT_STEP_MS } = options;
  const closing = new AbortController();
  const told = new Map<string, number>();
  let lastProblem = "it does not answer";
  const onStoreError = (error: unknown) => {
    lastProblem = storeProblem(error);
    const message = `the store failed, and is tried again; nothing is lost: ${lastProblem}`;
    const isNew = performance.now() - (told.get(message) ?? -Infinity) > REPEAT_MS;
    if (closing.signal.aborted || !isNew) return;
    told.set(message, performance.now());
    onEvent({ type: "store-failed", message });
  };
  const store = await openStore({ store: options.store, onError: onStoreError });
  const bells = new Bells(store);
  const parked = new ParkedAccounts(store);
  const onStore = async <T>(call: string, task: () => Promise<T>): Promise<T> => {
    try {
      return await task();
    } catch (cause) {
      throw callError(call, store, cause, closing.signal.aborted);
    }
  };
  const prepare = async () => {
    const opened = await openClients(options, store, () => new Tally(), onEvent);
    await prepareResults(store);
    for (const [name, { client }] of opened) {
      await prepareWaits(store, name, leaseSeconds(client, maxStepMs));
    }
    await parked.read();
    return opened;
  };
  const clients = await onStore("createFleet", prepare).catch(async (error: unknown) => {
    await store.close().catch(() => undefined);
    throw error;
  });
  const workers: { readonly name: string; readonly worker: ClientWorker }[] = [];
  const writers = new Map<string, WaitWriter>();

  const clientNamed = (name: string): JobClient => {
    const found = clients.get(name);
    if (found) return found.client;
    const names = [...clients.keys()].join(", ");
    throw new FleetError(
      "unknown-client",
      `unknown client ${JSON.stringify(name)}; the clients of this fleet: ${names}`,
    );
  };

  const keyOf = (name: string, job: JobReference) => endId(name, jobKey(clientNamed(name), job));

  return {
    async watch(name, job, watchOptions = {}) {
      const client = clientNamed(name);
      const started = await jobIdsFrom(client, job);
      const writer = writers.get(name) ?? new WaitWriter(store, name, client);
      writers.set(name, writer);
      await onStore(`watch(${JSON.stringify(name)})`, () =>
        Promise.all(started.jobs.map((found) => writer.add({ job: found, options: watchOptions }))),
      );
      return started;
    },
    work({ concurrency = DEFAULT_CONCURRENCY } = {}) {
      bells.listen(onStoreError);
      parked.follow(onStoreError);
      for (const [name, client] of clients) {
        const onRefused = async (error: JobStatusError) => {
          if (!(await parked.park(name, error))) return;
          const message = `the account of ${name} is parked until resume(${JSON.stringify(name)}) is called: ${error.message}`;
          onEvent({ type: "parked", client: name, message });
        };
        const isParked = () => parked.has(name);
        const bell = bells.of(waitsOf(name));
        const input = { ...client, store, concurrency, maxStepMs, aroundStep, bell, isParked, onRefused, onStoreError };
        workers.push({ name, worker: new ClientWorker(input) });
      }
      tellUnknownClients(store, clients, onEvent).catch(onStoreError);
    },
    ends({ consumer, signal, redeliverMs = DEFAULT_REDELIVER_MS }) {
      checkName("consumer", consumer);
      checkDuration("redeliverMs", redeliverMs);
      bells.listen(onStoreError);
      const signals = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const doorbell = bells.of(RESULTS);
      return consumeEnds(store, { consumer, signal: signals, doorbell, onStoreError, redeliverMs });
    },
    async wait(name, job, { signal } = {}) {
      bells.listen(onStoreError);
      const id = keyOf(name, job);
      const signals = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      for (;;) {
        signal?.throwIfAborted();
        if (closing.signal.aborted)
          throw new FleetError("closed", "the fleet was closed; the wait continues without it");
        const find = () => store.boss.findJobs<JobEnd>(RESULTS, { id });
        // It fails only if it is to end.
        const [result] = await retried(find, onStoreError, signals).catch(() => []);
        if (result) return result.data;
        await bells.of(RESULTS).wait(WAIT_MS, signals);
      }
    },
    async cancel(name, job) {
      const key = keyOf(name, job);
      await onStore(`cancel(${JSON.stringify(name)})`, async () => {
        const waits = await store.boss.findJobs(waitsOf(name), { key });
        for (const { id } of waits) await store.boss.deleteJob(waitsOf(name), id);
        await store.boss.deleteJob(RESULTS, key);
      });
    },
    resume: (name) => onStore(`resume(${JSON.stringify(name)})`, () => parked.resume(name)),
    status: () => onStore("status()", () => readFleetStatus(store, clients, parked)),
    async close() {
      closing.abort();
      parked.stop();
      await Promise.all(
        workers.map(async ({ name, worker }) => {
          const count = await worker.stop();
          if (count === 0) return;
          const lease = leaseSeconds(clientNamed(name), maxStepMs);
          const steps = count === 1 ? "1 step" : `${count} steps`;
          const message = `closed, but ${steps} of ${name} could not be written to ${store.place}: ${lastProblem}; nothing is lost: a worker repeats what is missing ${lease} s after it was claimed`;
          onEvent({ type: "store-failed", client: name, message });
        }),
      );
      const isClosed = await within(CLOSE_MS, async () => {
        await bells.close().catch(() => undefined);
        await store.close().catch(() => undefined);
      });
      if (isClosed) return;
      const message = `closed, but ${store.place} does not answer: its connections end with the process; nothing is lost`;
      onEvent({ type: "store-failed", message });
    },
  };
}

/** After how long another worker may repeat a step whose worker is silent, in seconds. */
function leaseSeconds({ limits }: JobClient, maxStepMs: number): number {
  return Math.ceil((maxStepMs + (limits.minPollIntervalMs ?? 0) + LEASE_SLACK_MS) / 1_000);
}

/** Tells of waits for clients that this process does not have: another must take their steps. */
async function tellUnknownClients(
  store: Store,
  known: ReadonlyMap<string, unknown>,
  tell: (event: FleetEvent) => void,
): Promise<void> {
  for (const [client, { waiting }] of await countWaits(store)) {
    if (known.has(client)) continue;
    const message = `the store has ${waiting} waits for ${client}, which this process does not know: they wait for a process that does`;
    tell({ type: "unknown-client", client, message });
  }
}

function showEvent({ message }: FleetEvent): void {
  console.error(`jobstatus fleet: ${message}`);
}
