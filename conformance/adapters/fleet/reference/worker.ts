import { type JobClient, JobStatusError, type Step, fixed, step } from "@jobstatus/core";
import { createFleetClient } from "../../../src/fleet/fleet-client.ts";
import type { FleetEnd, FleetJob, OpenMessage } from "../../../src/fleet/fleet-protocol.ts";
import { type DeliveredEnd, type FleetUnderTest, serveFleetAdapter } from "../../../src/fleet/serve-fleet-adapter.ts";
import { type WorkerBehavior, readBehavior } from "./worker-behavior.ts";
import { StoreClient } from "./store-client.ts";
import type { ClaimedJob, Settlement } from "./store-records.ts";

/** How long a worker sleeps between two claims, in milliseconds. */
const IDLE_MS = 40;
/** How many jobs a worker claims at once. */
const CLAIM_LIMIT = 10;
/** How long one poll may take, in milliseconds: shorter than the lease. */
const POLL_LIMIT_MS = 5_000;
/** When a parked job is tried again, in milliseconds: never, in a test. */
const PARKED_MS = 3_600_000;
/** Jobs of a provider that responds about many at once are due at the same moments, so many milliseconds apart. */
const GRID_MS = 250;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The reference: the smallest worker that holds what the suite asks for. */
class ReferenceWorker implements FleetUnderTest {
  readonly #store: StoreClient;
  readonly #clients: Readonly<Record<string, JobClient>>;
  readonly #settings: OpenMessage["clients"];
  readonly #behavior: WorkerBehavior;
  readonly #polls = new Set<Promise<void>>();
  readonly #proven = new Set<string>();
  #isClosed = false;

  constructor({ store, clients }: OpenMessage, behavior: WorkerBehavior) {
    this.#store = new StoreClient(store, behavior.waitsForStore);
    this.#behavior = behavior;
    this.#settings = clients;
    const shared = behavior.sharesSessions ? { sessions: this.#store.sessions } : {};
    this.#clients = Object.fromEntries(
      Object.entries(clients).map(([name, setting]) => [name, createFleetClient(setting, shared)]),
    );
  }

  async add(jobs: readonly FleetJob[]): Promise<void> {
    await this.#store.send({ type: "add", jobs });
  }

  work(): void {
    void this.#work();
  }

  async *ends(consumer: string): AsyncGenerator<DeliveredEnd> {
    const taken = new Set<string>();
    while (!this.#isClosed) {
      const open = await this.#store.send<[string, FleetEnd][]>({ type: "ends", consumer });
      for (const [key, end] of open) {
        if (taken.has(key)) continue;
        taken.add(key);
        const done = () => this.#store.send({ type: "acknowledge", consumer, key });
        if (this.#behavior.acknowledgesOnDelivery) await done();
        yield { end, done };
      }
      await sleep(IDLE_MS);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#behavior.drains) await Promise.all(this.#polls);
  }

  async #work(): Promise<void> {
    const leaseMs =
      this.#behavior.leaseMs + Math.max(...Object.values(this.#settings).map((one) => one.minPollIntervalMs));
    const limit = this.#behavior.batches ? CLAIM_LIMIT : 1;
    while (!this.#isClosed) {
      const nowMs = this.#behavior.clock === "worker" ? { nowMs: Date.now() } : {};
      const claimed = await this.#store.send<ClaimedJob[]>({ type: "claim", limit, leaseMs, ...nowMs });
      for (const job of claimed) {
        const poll = this.#poll(job);
        this.#polls.add(poll);
        void poll.finally(() => this.#polls.delete(poll));
      }
      if (!this.#behavior.batches) await Promise.all(this.#polls);
      // Also after a claim, so that the other workers get some, too.
      await sleep(IDLE_MS);
    }
  }

  async #poll(job: ClaimedJob): Promise<void> {
    const { key, attempt, client, id, token, passedMs } = job;
    const jobClient = this.#clients[client];
    if (!jobClient) return;
    let settlement: Settlement;
    try {
      const taken = await step(jobClient, token ?? id, {
        early: "return",
        signal: AbortSignal.timeout(POLL_LIMIT_MS),
        ...(this.#behavior.clock === "store" && { passedMs }),
        ...(this.#behavior.intervalMs > 0 && { schedule: fixed(this.#behavior.intervalMs) }),
      });
      if (taken.status) await this.#prove(client);
      if (taken.done) settlement = { end: { client, id, state: taken.status.state } };
      else if (taken.error && this.#behavior.failsAtOnce) settlement = { end: { client, id, error: taken.error.code } };
      else settlement = await this.#next(client, taken);
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      // The lease lapses, and the job is polled again.
      if (error.code === "aborted") return;
      if (this.#behavior.parks && (error.code === "unauthenticated" || error.code === "forbidden")) {
        await this.#store.send({ type: "park", client });
        settlement = { token, delayMs: PARKED_MS };
      } else {
        settlement = { end: { client, id, error: error.code } };
      }
    }
    await this.#store.send({ type: "settle", key, attempt, ...settlement });
  }

  async #next(client: string, { resume, delayMs, error }: Step & { done: false }): Promise<Settlement> {
    if (this.#behavior.sharesLimit && error?.code === "rate-limited" && error.retryAfterMs !== undefined) {
      await this.#store.send({ type: "hold", client, delayMs: error.retryAfterMs });
    }
    const gridMs = this.#settings[client]?.minPollIntervalMs === 0 ? GRID_MS : 1;
    const dueAtMs = this.#behavior.clock === "worker" ? { dueAtMs: Date.now() + delayMs } : {};
    return { token: resume, delayMs, gridMs, ...dueAtMs };
  }

  async #prove(client: string): Promise<void> {
    if (this.#proven.has(client)) return;
    this.#proven.add(client);
    await this.#store.send({ type: "prove", client });
  }
}

serveFleetAdapter((setting) => Promise.resolve(new ReferenceWorker(setting, readBehavior())));
