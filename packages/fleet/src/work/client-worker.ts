import { setMaxListeners } from "node:events";
import type { JobClient, JobStatusError } from "@jobstatus/core";
import type { JobWithMetadata } from "pg-boss";
import { databaseSeconds } from "../store/database-clock.ts";
import { priorityAt } from "../store/due-priority.ts";
import { messageOf, type Store } from "../store/open-store.ts";
import { waitsOf } from "../store/queues.ts";
import type { JobEnd, WaitData } from "../wait-data.ts";
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

/** What a worker needs, and what it tells. */
export interface ClientWorkerInput {
  readonly store: Store;
  readonly name: string;
  readonly client: JobClient;
  readonly concurrency: number;
  readonly maxStepMs: number;
  /** Says whether the account is parked. */
  readonly isParked: () => boolean;
  readonly onRefused: (error: JobStatusError) => Promise<void>;
  readonly onEnds: (ends: readonly JobEnd[]) => void;
  readonly onStoreError: (message: string) => void;
}

/** Takes the steps of one client's waits: claims what is due, takes a step of each, and writes what came of it. */
export class ClientWorker {
  readonly #input: ClientWorkerInput;
  readonly #stop = new AbortController();
  /** Rings if there is room for more steps, and at the stop. */
  readonly #room = new Doorbell();
  /** Rings if there are outcomes to write. */
  readonly #written = new Doorbell();
  #inHand = 0;
  #outcomes: Outcome[] = [];
  #isSettling = false;
  readonly #running: Promise<void>;

  constructor(input: ClientWorkerInput) {
    this.#input = input;
    this.#running = this.#run();
  }

  /** Claims nothing more, and resolves when the steps in hand are written. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#room.ring();
    await this.#running;
    while (this.#inHand > 0) await this.#written.wait(IDLE_MS);
  }

  async #run(): Promise<void> {
    const { concurrency, isParked, onStoreError } = this.#input;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const free = Math.min(MAX_CLAIM, concurrency - this.#inHand);
      if (free <= 0 || isParked()) {
        await this.#room.wait(IDLE_MS);
        continue;
      }
      try {
        const jobs = await this.#claim(free);
        if (jobs.length > 0) this.#take(jobs);
        if (jobs.length < free) await this.#room.wait(IDLE_MS);
      } catch (error) {
        onStoreError(messageOf(error));
        await this.#room.wait(PAUSE_MS);
      }
    }
  }

  async #claim(batchSize: number): Promise<JobWithMetadata<WaitData>[]> {
    const { store, name } = this.#input;
    const minPriority = priorityAt(await databaseSeconds(store.database));
    return store.boss.fetch<WaitData>(waitsOf(name), { batchSize, includeMetadata: true, minPriority });
  }

  #take(jobs: readonly JobWithMetadata<WaitData>[]): void {
    this.#inHand += jobs.length;
    const { signal } = limitOf(jobs.length, this.#input.maxStepMs);
    for (const job of jobs) void this.#step(job, signal);
  }

  async #step(job: JobWithMetadata<WaitData>, signal: AbortSignal): Promise<void> {
    const { name, client, onRefused, onStoreError } = this.#input;
    try {
      const result = await takeFleetStep(name, client, job, { signal });
      if (result.refused) await onRefused(result.refused).catch((error: unknown) => onStoreError(messageOf(error)));
      this.#outcomes.push(result);
      if (!this.#isSettling) void this.#settleAll();
    } catch (error) {
      // Its lease ends, and the step is repeated.
      this.#release(1);
      onStoreError(`a step failed: ${messageOf(error)}`);
    }
  }

  async #settleAll(): Promise<void> {
    const { store, name, client, onEnds, onStoreError } = this.#input;
    this.#isSettling = true;
    const gridMs = client.limits.maxIdsPerRequest === undefined ? () => 0 : gridOf;
    while (this.#outcomes.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, COLLECT_MS));
      const outcomes = this.#outcomes.splice(0, MAX_CLAIM);
      for (;;) {
        try {
          onEnds(await settle(store, name, outcomes, gridMs));
          break;
        } catch (error) {
          // Nothing was written. Should the steps' leases end meanwhile, others repeat them, and this is written in vain.
          onStoreError(messageOf(error));
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        }
      }
      this.#release(outcomes.length);
    }
    this.#isSettling = false;
  }

  #release(count: number): void {
    this.#inHand -= count;
    this.#room.ring();
    this.#written.ring();
  }
}

/** The time that steps may take; they share it. */
function limitOf(count: number, ms: number): AbortController {
  const limit = new AbortController();
  setMaxListeners(count + 1, limit.signal);
  setTimeout(() => limit.abort(), ms).unref();
  return limit;
}

/** Steps of a provider that reports on many jobs at once are put on a grid, so that a request is about many. */
function gridOf(delayMs: number): number {
  // Powers of two are multiples of each other, so that jobs with different delays meet.
  return Math.min(64_000, Math.max(1_000, 2 ** Math.floor(Math.log2(delayMs / 4_000)) * 1_000));
}
