import { wallNow } from "../async/clock.ts";
import { TimeoutScope } from "../async/timeout-scope.ts";
import { Timer } from "../async/timer.ts";
import type { ClientContext } from "../context/client-context.ts";
import { isTerminalState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { type JobRequest, createJobRequest, jobRequestKey } from "../request/job-request.ts";
import { type ExchangeRecord, newExchangeRecord } from "../request/exchange.ts";
import { requestStatus } from "../request/request-status.ts";
import { errorFrom } from "./error-from.ts";
import type { PollObserver, PollResult } from "./poll-observer.ts";
import { type PollState, recordPoll } from "./poll-state.ts";

/** A poll in flight. */
export interface PollAttempt {
  /** Called if its result is not needed any more before it is there. */
  readonly abandon: () => void;
  readonly exchange: ExchangeRecord;
  /** Whether its result is there. */
  isSettled: boolean;
}

/** Plans the polls of several pollers together. */
export interface PollScheduler {
  /** To be called when the next poll of a poller has changed. */
  reschedule(): void;
}

/**
 * Polls one job for all waits in the process: they share the request in flight, its response, and what was
 * learned from all of them.
 */
export class JobPoller<Raw = unknown> extends Timer {
  readonly context: ClientContext;
  readonly id: string;
  readonly state: PollState<Raw>;
  /** Plans the polls of this job together with others. Default: the job is polled by itself. */
  scheduler: PollScheduler | undefined;
  readonly #onDispose: (poller: JobPoller) => void;
  /** Usually one, and then without a list. */
  #observers: PollObserver<Raw> | readonly PollObserver<Raw>[] = NONE;
  /** The request, if it has a body. Any other is made for each poll, since it takes 130 bytes. */
  readonly #request: JobRequest | undefined;
  #attempt: PollAttempt | undefined;

  /** @param onDispose - Called when the last observer has left. */
  constructor(context: ClientContext, id: string, state: PollState<Raw>, onDispose: (poller: JobPoller) => void) {
    super();
    this.context = context;
    this.id = id;
    this.state = state;
    this.#onDispose = onDispose;
    // Made in any case: an ID that no request can carry is found here.
    const request = createJobRequest(context, id);
    if (request.body !== undefined) this.#request = request;
  }

  /** The request for the job's status, if no response names a URL for it. */
  get request(): JobRequest {
    return this.#request ?? createJobRequest(this.context, this.id);
  }

  /** Names the job for the provider's limit for each job. */
  get limitKey(): string {
    return jobRequestKey(this.request, this.id);
  }

  /** The last poll, for an observer that comes later; undefined if there was none, or it failed. */
  get lastResult(): PollResult<Raw> | undefined {
    const { startedMs, samples, lastStatus, lastError, random } = this.state;
    const sample = samples.at(-1);
    if (!lastStatus || lastError || !sample) return undefined;
    return {
      outcome: lastStatus,
      changed: true,
      atMs: startedMs + sample.elapsedMs,
      random,
      exchange: newExchangeRecord(),
    };
  }

  /** When the next poll is due, in milliseconds of the engine's time; `Infinity` while one is in flight. */
  get nextPollAtMs(): number {
    if (this.#attempt) return Infinity;
    if (!isList(this.#observers)) return this.#observers.nextPollAtMs;
    let atMs = Infinity;
    for (const observer of this.#observers) atMs = Math.min(atMs, observer.nextPollAtMs);
    return atMs;
  }

  /** The observer whose poll is due next. */
  get nextObserver(): PollObserver<Raw> | undefined {
    return this.observers.toSorted((a, b) => a.nextPollAtMs - b.nextPollAtMs)[0];
  }

  /** Its observers. */
  get observers(): readonly PollObserver<Raw>[] {
    return isList(this.#observers) ? this.#observers : [this.#observers];
  }

  /** Adds an observer. */
  addObserver(observer: PollObserver<Raw>): void {
    const { observers, context, id } = this;
    this.#observers = observers.length > 0 ? observers.concat(observer) : observer;
    if (observers.length === 0) context.emit?.({ type: "polling-started", id });
    this.reschedule();
  }

  /** Removes an observer. Removing the last one aborts the request in flight and disposes the poller. */
  removeObserver(observer: PollObserver<Raw>): void {
    const { observers } = this;
    const others = observers.filter((other) => other !== observer);
    if (others.length === observers.length) return;
    this.#observers = others.length > 0 ? others : NONE;
    this.reschedule();
    if (others.length > 0) return;
    this.#onDispose(this);
    const attempt = this.#attempt;
    this.#attempt = undefined;
    // With its result there, an abort would end nothing, and take as long as ten polls.
    if (attempt && !attempt.isSettled) attempt.abandon();
  }

  /** Plans the next poll. To be called when an observer's next poll has changed. */
  reschedule(): void {
    if (this.scheduler) this.scheduler.reschedule();
    else this.context.engine.timers.setOrRun(this, this.nextPollAtMs);
  }

  /**
   * Says whether a poll that is due must wait, since its result is not read. The observers then call for it when they are
   * read again.
   */
  isHeld(): boolean {
    const { observers } = this;
    if (observers.length > 0 && !observers.some(({ isPaused }) => isPaused)) return false;
    const nowMs = this.context.engine.timers.now();
    const due = observers.filter(({ nextPollAtMs }) => nextPollAtMs <= nowMs);
    const wanting = due.length > 0 ? due : observers;
    if (wanting.some(({ isPaused }) => !isPaused)) return false;
    for (const observer of wanting) observer.onHeld(() => this.reschedule());
    return true;
  }

  /** Begins a poll, whose result {@link settle} gets. */
  begin(abandon: () => void, exchange: ExchangeRecord): PollAttempt {
    this.context.engine.timers.clear(this);
    const attempt = { abandon, exchange, isSettled: false };
    this.#attempt = attempt;
    return attempt;
  }

  /** Ends a poll with its result; nothing happens if it was abandoned. */
  settle(attempt: PollAttempt, response: JobStatus<Raw> | JobStatusError): void {
    if (this.#attempt !== attempt) return;
    attempt.isSettled = true;
    const { context, id, state } = this;
    const { emit, engine, jobRateLimit } = context;
    const random = chanceOf(context, id);
    const outcome = random instanceof JobStatusError ? random : response;
    const previous = state.lastStatus;
    const atMs = engine.timers.now();
    const isError = outcome instanceof JobStatusError;
    const { sentMs = atMs, rateLimitMs: namedMs } = attempt.exchange;
    const rateLimitMs = Math.max(namedMs, (isError && outcome.retryAfterMs) || 0);
    const limitMs = jobRateLimit?.availableAtMs(this.limitKey) ?? 0;
    const chance = typeof random === "number" ? random : 0;
    recordPoll(state, outcome, {
      sentMs,
      atMs,
      notBeforeMs: Math.max(limitMs, atMs + rateLimitMs),
      isRateLimited: isError && outcome.retryAfterMs !== undefined,
      random: chance,
    });
    const changed = state.hasChanged;
    const result = { outcome, changed, atMs, random: chance, exchange: attempt.exchange };
    const wallMs = (engineMs: number) => wallNow(context.clock) + engineMs - atMs;
    if (emit && !isError) {
      if (changed) {
        const [estimatedEnd] = this.observers.flatMap((observer) => observer.estimatedEnd?.() ?? []);
        emit({ type: "changed", id, status: outcome, previous, ...(estimatedEnd && { estimatedEnd }) });
      }
      if (isTerminalState(outcome.state)) emit({ type: "ended", id, status: outcome });
    } else if (emit && rateLimitMs > 0) {
      emit({ type: "rate-limited", id, error: outcome as JobStatusError, untilMs: wallMs(state.notBeforeMs) });
    }
    for (const observer of this.observers) observer.onPoll(result);
    // Not sooner: nothing is planned before every observer has the result.
    if (this.#attempt === attempt) this.#attempt = undefined;
    const nextAtMs = this.nextPollAtMs;
    if (emit && isError && nextAtMs < Infinity) {
      emit({ type: "retry-scheduled", id, error: outcome, nextAtMs: wallMs(nextAtMs) });
    }
    this.reschedule();
  }

  /** Polls the job by itself, since its poll is due. */
  onTimer(): void {
    if (!this.isHeld()) this.pollAlone();
  }

  /** Polls the job by itself, as soon as its client may send another request. */
  pollAlone(): void {
    const { semaphore, jobRateLimit } = this.context;
    // The job's own limit comes first.
    if (jobRateLimit || semaphore.isFree) this.#send();
    // Ten thousand jobs may wait here: what a request needs is made when it is sent.
    else
      this.begin(
        semaphore.enqueue(() => this.#send()),
        newExchangeRecord(),
      );
  }

  #send(): void {
    const { context, id, state, request } = this;
    const scope = new TimeoutScope(context.engine.timers);
    const record = newExchangeRecord();
    const attempt = this.begin(() => scope.abort(), record);
    // Without such a limit nothing counts it.
    if (context.contract.minPollIntervalMs !== undefined) state.unrecorded = record;
    requestStatus<Raw>(context, { id, request, scope, state, record }).then(
      (status) => this.settle(attempt, status),
      (cause: unknown) => this.settle(attempt, errorFrom(context, id, cause)),
    );
  }
}

/** One object for all pollers. */
const NONE: readonly never[] = [];

/** The types say of no list that it can't be changed. */
function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** A share of chance from the caller's own function, which may throw. */
function chanceOf(context: ClientContext, jobId: string): number | JobStatusError {
  try {
    return context.random();
  } catch (cause) {
    return errorFrom(context, jobId, cause);
  }
}
