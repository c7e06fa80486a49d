import { type Clock, systemClock } from "./clock.ts";
import { retryInTimers } from "./retry-in-timers.ts";
import type { TimerQueue } from "./timer-queue.ts";

/** For how long a request in flight keeps others away, in milliseconds, if its end is never seen. */
const MAX_REQUEST_MS = 60_000;

/** A request that a limit applies to. */
export interface LimitedRequest {
  /** Names the job, whichever client polls it. */
  readonly key: string;
  /** Ends the wait for the request's turn. */
  readonly signal: AbortSignal;
}

/**
 * The provider's limits for each job: at most one request at once, and none sooner than the limit's interval after the last
 * response. From the response, since requests may overtake each other on their way.
 *
 * It keeps moments only, no promises and no timers, so that waits may share it that may share nothing else.
 */
export class JobRateLimit {
  readonly #timers: TimerQueue;
  /** The moment before which a job must not be polled, by its key; the one that was set last stands last. */
  readonly #moments: Map<string, number>;
  readonly #intervalMs: number;

  /** @param intervalMs - The shortest time from a response to the next request, in milliseconds. */
  constructor(timers: TimerQueue, moments: Map<string, number>, intervalMs: number) {
    this.#timers = timers;
    this.#moments = moments;
    this.#intervalMs = intervalMs;
  }

  /** When the next request for a job may be sent; a moment in the past if it may be sent now. */
  availableAtMs(key: string): number {
    return this.#moments.get(key) ?? -Infinity;
  }

  /** Keeps a job from being polled before a moment that is known from elsewhere. */
  holdUntil(key: string, atMs: number): void {
    if (atMs > this.#timers.now() && atMs > this.availableAtMs(key)) this.#set(key, atMs);
  }

  /** Sends a request as soon as the limit allows it. */
  async run<T>(limited: LimitedRequest, request: () => Promise<T>): Promise<T> {
    this.#dropPast();
    if (!this.#tryAcquire(limited)) await this.#acquire(limited);
    try {
      return await request();
    } finally {
      this.#set(limited.key, this.#timers.now() + this.#intervalMs);
    }
  }

  #tryAcquire({ key }: LimitedRequest): boolean {
    const nowMs = this.#timers.now();
    if (this.availableAtMs(key) > nowMs) return false;
    this.#set(key, nowMs + MAX_REQUEST_MS + this.#intervalMs);
    return true;
  }

  #acquire(limited: LimitedRequest): Promise<void> {
    const { key, signal } = limited;
    return retryInTimers(this.#timers, signal, () =>
      // A response cannot allow the next request sooner than one interval from now, so looking again then is soon enough.
      this.#tryAcquire(limited) ? undefined : Math.min(this.availableAtMs(key), this.#timers.now() + this.#intervalMs),
    );
  }

  #set(key: string, atMs: number): void {
    // Set anew, at the end of the map, so that what is past stands at its beginning.
    this.#moments.delete(key);
    this.#moments.set(key, atMs);
  }

  #dropPast(): void {
    for (const [key, atMs] of this.#moments) {
      if (atMs > this.#timers.now()) return;
      this.#moments.delete(key);
    }
  }
}

/** Under this symbol the copies of this package in a process find the moments of jobs' limits, in milliseconds of real time. */
const JOB_LIMITS = Symbol.for("@jobstatus/core job limits, version 1");

/** The moments of jobs' limits on other clocks than the system's. */
const momentsOf = new WeakMap<Clock, Map<string, number>>();

/**
 * Keeps to the provider's limit for each job, for a contract that has one. All that is on one clock keeps to the same moments.
 *
 * @param intervalMs - The shortest time from a response to the next request, in milliseconds.
 */
export function limitJobs(clock: Clock, timers: TimerQueue, intervalMs: number): JobRateLimit {
  const shared = globalThis as { [JOB_LIMITS]?: Map<string, number> };
  const moments = (clock === systemClock ? shared[JOB_LIMITS] : momentsOf.get(clock)) ?? new Map<string, number>();
  if (clock === systemClock) shared[JOB_LIMITS] = moments;
  else momentsOf.set(clock, moments);
  return new JobRateLimit(timers, moments, intervalMs);
}
