import { setMaxListeners } from "node:events";
import type { JobStatusError } from "@jobstatus/core";
import type { AroundStep } from "../fleet-options.ts";
import type { FleetClient } from "../open-clients.ts";
import { databaseSeconds } from "../store/database-clock.ts";
import { priorityAt } from "../store/due-priority.ts";
import type { Store } from "../store/open-store.ts";
import { retried } from "../store/retried.ts";
import { waitsOf } from "../store/queues.ts";
import type { ClaimedWait, WaitData } from "../wait-data.ts";
import { Doorbell } from "./doorbell.ts";
import { type Outcome, settle } from "./settle.ts";
import { takeFleetStep } from "./take-fleet-step.ts";

/** How many waits are claimed in one statement: as many as the largest batch of a provider. */
const MAX_CLAIM = 100;
/** How often the queue is read while nothing is due, in milliseconds. */
const IDLE_MS = 250;
/** The pause after the database failed, in milliseconds. */
const PAUSE_MS = 1_000;
/** For how long outcomes are collected before they are written together, in milliseconds. */
const COLLECT_MS = 10;
/** For how long a worker that is to end tries a store that fails, in milliseconds. */
const PATIENCE_MS = 5_000;
/** A wait is claimed only if the account's gate lets its request through within this time, in milliseconds. */
const MAX_GATE_MS = 5_000;

/** What a worker needs, and what it tells. */
export interface ClientWorkerInput extends FleetClient {
  readonly store: Store;
  readonly concurrency: number;
  readonly maxStepMs: number;
  readonly aroundStep: AroundStep | undefined;
  /** Rings if there is something new in the client's queue. */
  readonly bell: Doorbell;
  /** Says whether the account is parked. */
  readonly isParked: () => boolean;
  readonly onRefused: (error: JobStatusError) => Promise<void>;
  readonly onStoreError: (error: unknown) => void;
}

/** Takes the steps of one client's waits: claims what is due, takes a step of each, and writes what came of it. */
export class ClientWorker {
  readonly #input: ClientWorkerInput;
  readonly #stop = new AbortController();
  /** Rings if steps are done. */
  readonly #done = new Doorbell();
  #inHand = 0;
  #outcomes: Outcome[] = [];
  #isSettling = false;
  #isRunning = true;
  /** Since when the store fails, in milliseconds of this process; undefined if it does not. */
  #failingSinceMs: number | undefined;
  /** Aborted if a worker that is to end tries the store no more. */
  readonly #giveUp = new AbortController();

  constructor(input: ClientWorkerInput) {
    this.#input = input;
    void this.#run();
  }

  /**
   * Claims nothing more, and resolves when the steps in hand are written. A store that fails is tried for 5 s.
   *
   * @returns How many steps are not written: they are repeated when their leases end.
   */
  async stop(): Promise<number> {
    this.#stop.abort();
    this.#done.ring();
    this.#input.bell.ring();
    const stoppedMs = performance.now();
    const isOver = () => {
      const nowMs = performance.now();
      const failingMs = nowMs - Math.max(this.#failingSinceMs ?? nowMs, stoppedMs);
      // A store that is silent does not fail.
      return failingMs > PATIENCE_MS || nowMs - stoppedMs > this.#input.maxStepMs + PATIENCE_MS;
    };
    while ((this.#isRunning || this.#inHand > 0) && !isOver()) await this.#done.wait(IDLE_MS);
    this.#giveUp.abort();
    return this.#inHand;
  }

  async #run(): Promise<void> {
    const { bell, isParked } = this.#input;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const room = isParked() ? 0 : this.#room();
      if (room === 0) {
        await this.#done.wait(IDLE_MS);
        continue;
      }
      try {
        const waits = await this.#claim(room);
        this.#take(waits);
        if (waits.length < room) await bell.wait(IDLE_MS);
      } catch (error) {
        this.#onStoreError(error);
        await bell.wait(PAUSE_MS);
      }
    }
    this.#isRunning = false;
    this.#done.ring();
  }

  /** How many waits may be claimed now. */
  #room(): number {
    const { concurrency, gate, client } = this.#input;
    const requests = gate?.roomWithin(MAX_GATE_MS) ?? Infinity;
    return Math.max(
      0,
      Math.min(MAX_CLAIM, concurrency - this.#inHand, requests * (client.limits.maxIdsPerRequest ?? 1)),
    );
  }

  async #claim(batchSize: number): Promise<readonly ClaimedWait[]> {
    const { store, name } = this.#input;
    const claimedAt = await databaseSeconds(store.database);
    const options = { batchSize, minPriority: priorityAt(claimedAt) };
    const jobs = await store.boss.fetch<WaitData>(waitsOf(name), options);
    this.#failingSinceMs = undefined;
    return jobs.map((job) => ({ job, claimedAt }));
  }

  #take(waits: readonly ClaimedWait[]): void {
    if (waits.length === 0) return;
    this.#inHand += waits.length;
    const limit = new AbortController();
    setMaxListeners(0, limit.signal);
    const timer = setTimeout(() => limit.abort(), this.#input.maxStepMs);
    timer.unref();
    void Promise.all(waits.map((wait) => this.#step(wait, limit.signal))).finally(() => clearTimeout(timer));
  }

  async #step(wait: ClaimedWait, signal: AbortSignal): Promise<void> {
    const { aroundStep, name, tally, onRefused, onStoreError } = this.#input;
    const { token, dueAt } = wait.job.data;
    const lagMs = Math.max(0, (wait.claimedAt - dueAt) * 1_000);
    tally.addLag(lagMs);
    const take = () => takeFleetStep(this.#input, wait, signal);
    try {
      const { id, operation, polls } = token;
      const about = { client: name, id, ...(operation !== undefined && { operation }), polls, lagMs };
      const result = await (aroundStep ? aroundStep(about, take) : take());
      if (result.isRefused && result.error) await onRefused(result.error).catch(onStoreError);
      this.#outcomes.push(result);
      if (!this.#isSettling) void this.#settleAll();
    } catch (error) {
      // Its lease ends, and the step is repeated.
      this.#release(1);
      onStoreError(error);
    }
  }

  async #settleAll(): Promise<void> {
    const { store, name, client, tally } = this.#input;
    this.#isSettling = true;
    const gridMs = client.limits.maxIdsPerRequest === undefined ? () => 0 : gridOf;
    while (this.#outcomes.length > 0) {
      await pause(COLLECT_MS);
      const outcomes = this.#outcomes.splice(0, MAX_CLAIM);
      const onError = (error: unknown) => this.#onStoreError(error);
      // If the steps' leases end meanwhile, others repeat them, and this is written in vain.
      const write = retried(() => settle(store, name, outcomes, gridMs), onError, this.#giveUp.signal);
      const ends = await write.catch(() => undefined);
      // Given up: they stay in hand.
      if (!ends) return;
      this.#failingSinceMs = undefined;
      for (const { polls } of ends) {
        tally.ends += 1;
        tally.polls += polls;
      }
      this.#release(outcomes.length);
    }
    this.#isSettling = false;
  }

  #onStoreError(error: unknown): void {
    this.#failingSinceMs ??= performance.now();
    this.#input.onStoreError(error);
  }

  #release(count: number): void {
    this.#inHand -= count;
    this.#done.ring();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Steps of a provider that reports on many jobs at once are put on a grid, so that a request is about many. */
function gridOf(delayMs: number): number {
  // Powers of two are multiples of each other, so that jobs with different delays meet.
  return Math.min(64_000, Math.max(1_000, 2 ** Math.floor(Math.log2(delayMs / 4_000)) * 1_000));
}
