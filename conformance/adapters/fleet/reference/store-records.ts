import type { ResumeToken } from "@jobstatus/core";
import type { FleetEnd, FleetJob } from "../../../src/fleet/fleet-protocol.ts";
import type { WorkerBehavior } from "./worker-behavior.ts";

/** For how long a lock is kept if its holder dies, in milliseconds. */
const LOCK_MS = 15_000;

/** A job in the store. Moments are milliseconds of the store's clock. */
interface WaitingJob extends FleetJob {
  token?: ResumeToken;
  /** When the token was stored. */
  storedAtMs: number;
  dueAtMs: number;
  /** Counts the claims and the settlements: what an earlier claim brings is out of date. */
  attempt: number;
  /** How many claims in a row brought nothing. */
  claims: number;
}

/** A job that a worker has claimed. */
export interface ClaimedJob extends FleetJob {
  readonly key: string;
  readonly attempt: number;
  readonly token?: ResumeToken;
  /** How much time has passed since the token was stored. */
  readonly passedMs: number;
}

/** What a worker asks of the store. */
export type StoreRequest =
  | { readonly type: "add"; readonly jobs: readonly FleetJob[]; readonly dueAtMs?: number }
  | { readonly type: "claim"; readonly leaseMs: number; readonly limit: number; readonly nowMs?: number }
  | ({ readonly type: "settle"; readonly key: string; readonly attempt: number } & Settlement)
  | { readonly type: "park"; readonly client: string }
  | { readonly type: "prove"; readonly client: string }
  | { readonly type: "hold"; readonly client: string; readonly delayMs: number }
  | { readonly type: "ends"; readonly consumer: string }
  | { readonly type: "acknowledge"; readonly consumer: string; readonly key: string }
  | { readonly type: "lock" | "unlock"; readonly name: string; readonly holder: string }
  | { readonly type: "read session"; readonly name: string }
  | { readonly type: "write session"; readonly name: string; readonly session: unknown };

/** What a poll came to: a wait that continues, or its end. */
export type Settlement =
  | {
      readonly token?: ResumeToken | undefined;
      readonly delayMs: number;
      readonly dueAtMs?: number;
      readonly gridMs?: number;
    }
  | { readonly end: FleetEnd };

/** A request with its moment, as the journal keeps it. */
export interface StoreRecord {
  readonly atMs: number;
  readonly request: StoreRequest;
}

/** The state of the store. It depends on the records alone, so that a store that starts again has what it had. */
export class StoreRecords {
  readonly #behavior: WorkerBehavior;
  readonly #jobs = new Map<string, WaitingJob>();
  readonly #ends = new Map<string, FleetEnd>();
  readonly #acknowledged = new Set<string>();
  readonly #parked = new Set<string>();
  readonly #proven = new Set<string>();
  readonly #heldUntilMs = new Map<string, number>();
  readonly #sessions = new Map<string, unknown>();
  readonly #locks = new Map<string, { readonly holder: string; readonly untilMs: number }>();
  #added = 0;

  constructor(behavior: WorkerBehavior) {
    this.#behavior = behavior;
  }

  /** Does what a record says, and gives the response. */
  apply({ atMs, request }: StoreRecord): unknown {
    switch (request.type) {
      case "add":
        for (const job of request.jobs) this.#add(job, request.dueAtMs ?? atMs, atMs);
        return undefined;
      case "claim":
        return this.#claim(request, atMs);
      case "settle":
        this.#settle(request, atMs);
        return undefined;
      case "park":
        this.#parked.add(request.client);
        return undefined;
      case "prove":
        this.#proven.add(request.client);
        return undefined;
      case "hold":
        this.#heldUntilMs.set(request.client, atMs + request.delayMs);
        return undefined;
      case "ends":
        return [...this.#ends].filter(([key]) => !this.#acknowledged.has(`${request.consumer} ${key}`));
      case "acknowledge":
        if (this.#behavior.keepsAcknowledgements) this.#acknowledged.add(`${request.consumer} ${request.key}`);
        return undefined;
      case "lock":
        if ((this.#locks.get(request.name)?.untilMs ?? 0) > atMs) return false;
        this.#locks.set(request.name, { holder: request.holder, untilMs: atMs + LOCK_MS });
        return true;
      case "unlock":
        if (this.#locks.get(request.name)?.holder === request.holder) this.#locks.delete(request.name);
        return undefined;
      case "read session":
        return this.#sessions.get(request.name);
      case "write session":
        this.#sessions.set(request.name, request.session);
    }
    return undefined;
  }

  #add(job: FleetJob, dueAtMs: number, atMs: number): void {
    const key = `${job.client} ${job.id}${this.#behavior.addsAgain ? ` ${(this.#added += 1)}` : ""}`;
    if (this.#jobs.has(key) || this.#ends.has(key)) return;
    this.#jobs.set(key, { ...job, storedAtMs: atMs, dueAtMs, attempt: 0, claims: 0 });
  }

  #claim({ leaseMs, limit, nowMs }: StoreRequest & { type: "claim" }, atMs: number): ClaimedJob[] {
    const claimed: ClaimedJob[] = [];
    const tried = new Set<string>();
    const { parks, sharesLimit, maxClaims, keepsClaimed } = this.#behavior;
    for (const [key, job] of this.#jobs) {
      const { client, id, token, storedAtMs } = job;
      if (claimed.length >= limit) break;
      if (job.dueAtMs > (nowMs ?? atMs) || (maxClaims > 0 && job.claims >= maxClaims)) continue;
      if (parks && (this.#parked.has(client) || tried.has(client))) continue;
      if (sharesLimit && (this.#heldUntilMs.get(client) ?? 0) > atMs) continue;
      // Until the credentials have been accepted, one job at a time tries them.
      if (parks && !this.#proven.has(client)) {
        tried.add(client);
        if (
          [...this.#jobs.values()].some((other) => other.client === client && other.claims > 0 && other.dueAtMs > atMs)
        ) {
          continue;
        }
      }
      job.attempt += 1;
      job.claims += 1;
      job.dueAtMs = (nowMs ?? atMs) + leaseMs;
      claimed.push({ key, client, id, attempt: job.attempt, ...(token && { token }), passedMs: atMs - storedAtMs });
      if (!keepsClaimed) this.#jobs.delete(key);
    }
    return claimed;
  }

  #settle(request: StoreRequest & { type: "settle" }, atMs: number): void {
    const { key, attempt } = request;
    const job = this.#jobs.get(key);
    if (this.#behavior.fences && job?.attempt !== attempt && this.#behavior.keepsClaimed) return;
    if ("end" in request) {
      this.#jobs.delete(key);
      this.#ends.set(this.#behavior.fences ? key : `${key} ${attempt}`, request.end);
      return;
    }
    const [client = "", id = ""] = key.split(" ");
    const { token, delayMs, gridMs = 1, dueAtMs = Math.ceil((atMs + delayMs) / gridMs) * gridMs } = request;
    this.#jobs.set(key, {
      client,
      id,
      ...(token && { token }),
      storedAtMs: atMs,
      dueAtMs,
      attempt: attempt + 1,
      claims: 0,
    });
  }
}
