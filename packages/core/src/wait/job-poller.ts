import type { ClientContext } from "../context/client-context.ts";
import { isTerminalState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { type StatusRequest, requestStatus } from "../request/request-status.ts";
import type { Clock } from "../async/clock.ts";
import { type PollState, createPollState, recordPoll } from "./poll-state.ts";
import { operationContext } from "../context/operation-context.ts";
import type { Job } from "../reference/job-target.ts";
import { type Timer, timerQueueOf } from "../async/timer-queue.ts";
import { holdUntil, availableAtMs } from "../async/job-rate-limit.ts";
import { limitKey } from "../request/job-request.ts";

/** What was heard of a job. */
export interface PollResult<Raw> {
  readonly response: JobStatus<Raw> | JobStatusError;
  /** Whether the status is another one than the last. */
  readonly moved: boolean;
  /** When the response came. */
  readonly atMs: number;
  /** One chance for all who listen, so that equal waits plan equally. */
  readonly random: number;
}

/** Somebody who takes part in a conversation. */
export interface PollObserver<Raw> {
  /** When it wants the next question asked, on the clock; `Infinity` while it only listens. */
  readonly nextPollAtMs: number;
  /** Called with every response, whoever wanted the question. It must not throw. */
  onResponse(heard: PollResult<Raw>): void;
}

/** Asks for several conversations at once, where the provider has an operation for that. */
export interface Batch {
  /** To be called when a conversation's wish has changed. */
  plan(): void;
  /** Lets a conversation go. */
  remove(poller: JobPoller): void;
}

/**
 * All that is asked and answered about one job. Everyone in the process who waits for the job takes part: they share the
 * question in flight, its response and what was learned.
 */
export class JobPoller<Raw = unknown> {
  readonly context: ClientContext;
  readonly id: string;
  readonly memory: PollState<Raw>;
  /** What was heard last. */
  heard: PollResult<Raw> | undefined;
  /** Asks in this conversation's place, together with others. */
  batch: Batch | undefined;
  /** Where it is found by its id, as long as it goes on. */
  readonly #home: Map<string, JobPoller>;
  /** Most often one: no list is longer than it has to be. */
  #observers: readonly PollObserver<Raw>[] = [];
  #timer: Timer | undefined;
  #request: AbortController | undefined;

  constructor(context: ClientContext, id: string, memory: PollState<Raw>, home: Map<string, JobPoller>) {
    this.context = context;
    this.id = id;
    this.memory = memory;
    this.#home = home;
  }

  /** When the next question is wanted, on the clock; `Infinity` while one is in flight. */
  get nextPollAtMs(): number {
    if (this.#request) return Infinity;
    return this.#observers.reduce((atMs, observer) => Math.min(atMs, observer.nextPollAtMs), Infinity);
  }

  /** Takes somebody in. */
  join(observer: PollObserver<Raw>): void {
    this.#observers = [...this.#observers, observer];
    this.plan();
  }

  /** Lets somebody go. With the last one a question in flight is given up, and nothing stays behind. */
  leave(observer: PollObserver<Raw>): void {
    const others = this.#observers.filter((other) => other !== observer);
    if (others.length === this.#observers.length) return;
    this.#observers = others;
    this.plan();
    if (this.#observers.length > 0) return;
    this.#request?.abort();
    this.batch?.remove(this);
    this.#home.delete(this.id);
    const { clock, key } = this.context;
    if (this.#home.size === 0) pollersOfClock.get(clock)?.delete(key);
  }

  /** Plans the next question for whoever wants it first. To be called when a party's wish has changed. */
  plan(): void {
    const { clock } = this.context;
    if (this.batch) {
      // A timer from the time before must not stay.
      timerQueueOf(clock).clear(this.#timer);
      this.batch.plan();
      return;
    }
    const atMs = this.nextPollAtMs;
    if (this.#timer?.run && this.#timer.atMs === atMs) return;
    timerQueueOf(clock).clear(this.#timer);
    this.#timer = undefined;
    if (atMs <= clock.now()) this.requestStatus();
    else if (atMs < Infinity) this.#timer = timerQueueOf(clock).set(atMs, () => this.plan());
  }

  /** Asks now, in the given way: by itself, or together with others. */
  requestStatus(how: (context: ClientContext, request: StatusRequest) => Promise<JobStatus> = requestStatus): void {
    const abort = new AbortController();
    this.#request = abort;
    void this.#converse(how, abort.signal);
  }

  async #converse(
    how: (context: ClientContext, request: StatusRequest) => Promise<JobStatus>,
    signal: AbortSignal,
  ): Promise<void> {
    const { context, id, memory } = this;
    let sentMs = context.clock.now();
    let hintMs = 0;
    let random = 0;
    let response: JobStatus<Raw> | JobStatusError;
    try {
      random = context.random();
      const status = await how(context, {
        id,
        signal,
        lastStatus: memory.last,
        wasSeen: memory.polls > 0,
        onRequest: () => {
          sentMs = context.clock.now();
          context.emit({ type: "request", provider: context.contract.provider, id, atMs: sentMs });
        },
        onRateLimit: (ms) => {
          hintMs = ms;
        },
      });
      // The contract of the client gives the type.
      response = status as JobStatus<Raw>;
    } catch (cause) {
      response =
        cause instanceof JobStatusError
          ? cause
          : context.error("unavailable", "an unexpected fault; see the cause", { jobId: id, cause });
    }
    // Otherwise everyone has left, and it was given up.
    if (!signal.aborted) this.#settle(response, { sentMs, hintMs, random });
  }

  #settle(
    response: JobStatus<Raw> | JobStatusError,
    { sentMs, hintMs, random }: { readonly sentMs: number; readonly hintMs: number; readonly random: number },
  ): void {
    const { context, id, memory } = this;
    const { clock, contract } = context;
    const previous = memory.last;
    const atMs = clock.now();
    const { notFoundGraceMs = 0, minPollIntervalMs } = contract;
    const availableMs = minPollIntervalMs === undefined ? 0 : availableAtMs(clock, limitKey(context, id));
    const notBeforeMs = Math.max(availableMs, atMs + hintMs);
    const moved = recordPoll(memory, response, { sentMs, atMs, notBeforeMs, notFoundGraceMs });
    this.heard = { response, moved, atMs, random };
    const subject = { provider: contract.provider, id, atMs };
    const isError = response instanceof JobStatusError;
    if (isError) {
      if (memory.notBeforeMs > atMs)
        context.emit({ ...subject, type: "rate-limited", error: response, untilMs: memory.notBeforeMs });
    } else {
      context.emit({ ...subject, type: "response", status: response, tookMs: atMs - sentMs });
      if (moved) context.emit({ ...subject, type: "changed", status: response, previous });
      if (isTerminalState(response.state)) context.emit({ ...subject, type: "ended", status: response });
    }
    for (const observer of this.#observers) observer.onResponse(this.heard);
    // Not sooner: nothing is planned before all have heard.
    this.#request = undefined;
    if (isError && this.nextPollAtMs < Infinity) {
      context.emit({ ...subject, type: "retry-scheduled", error: response, nextAtMs: this.nextPollAtMs });
    }
    this.plan();
  }
}

/** The conversations on one clock: of clients that may share answers, by the job's id. */
const pollersOfClock = new WeakMap<Clock, Map<string, Map<string, JobPoller>>>();

/**
 * The conversation about a job: the one that goes on, or a new one, which goes on from a token where there is one. It is
 * forgotten when its last party leaves.
 */
export function pollerFor<Raw>(client: ClientContext, { id, operation, token }: Job): JobPoller<Raw> {
  const context = operationContext(client, operation);
  const { clock, key, contract } = context;
  const byKey = pollersOfClock.get(clock) ?? new Map<string, Map<string, JobPoller>>();
  pollersOfClock.set(clock, byKey);
  // Only who asks with the same credentials, in the same way, may share a response.
  const home = byKey.get(key) ?? new Map<string, JobPoller>();
  byKey.set(key, home);
  // Without a limit for each job there are no turns, and nothing would ever clear a moment that is kept for one.
  if (token && contract.minPollIntervalMs !== undefined) holdUntil(clock, limitKey(context, id), token.notBeforeMs);
  const poller = home.get(id) ?? new JobPoller(context, id, createPollState(clock.now(), token), home);
  home.set(id, poller);
  // The key names the client's contract, and with it the type of its responses.
  return poller as JobPoller<Raw>;
}
