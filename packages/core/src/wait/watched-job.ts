import { wallNow } from "../async/clock.ts";
import { Timer } from "../async/timer.ts";
import type { ClientContext } from "../context/client-context.ts";
import { operationContext } from "../context/operation-context.ts";
import { reportRejection } from "../context/report-thrown.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import { isTerminalState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { Forecast } from "../model/schedule.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import { abortedError } from "./aborted-error.ts";
import { decide } from "./decide.ts";
import { keepDuration, kindOf } from "./durations.ts";
import { errorFrom } from "./error-from.ts";
import { estimateEnd } from "./estimate-end.ts";
import type { JobPoller } from "./job-poller.ts";
import { finalPollTimeMs } from "./next-poll-time.ts";
import type { KindDurations, PollObserver, PollResult } from "./poll-observer.ts";
import { createPollState, passedSince } from "./poll-state.ts";
import { pollerFor } from "./poller-group.ts";
import { type ResolvedWaitOptions, durationsOf, scheduleInput } from "./resolve-wait-options.ts";
import { resumeTokenFrom } from "./resume-token.ts";
import type { UpdateReader } from "./update-reader.ts";
import { callbackError, noTimeError, timeoutError } from "./wait-errors.ts";

/** A mistake such as wrong credentials shows in the first poll: it must not come late, however long such jobs take. */
const MAX_FIRST_DELAY_MS = 10_000;

/** What a watch reports: a status, or why there will be none. */
export type WatchUpdate<Raw> = JobStatus<Raw> | JobStatusError;

/**
 * A job that a call watches, from the moment that the caller names it: it may be in the body of a response that must be read first.
 * It observes the job's poller, and reports the first status, each change, and the end.
 *
 * One object does this for a job, and each call is a subclass: ten thousand sleeping jobs have no listeners, functions and scopes of
 * their own.
 */
export abstract class WatchedJob<Raw = unknown> extends Timer implements PollObserver<Raw> {
  /** Not `Infinity` before it is known: V8 keeps the numbers of a field that has had one outside of the object, in 16 bytes more. */
  #nextPollAtMs: number | undefined;
  protected readonly context: ClientContext;
  #options: ResolvedWaitOptions<Raw>;
  /** The job as the caller named it; undefined once it is polled. */
  #target: JobTarget | DeferredJob | undefined;
  #poller: JobPoller<Raw> | undefined;
  /** Ends the reading of a response. */
  #reading: AbortController | undefined;
  #isPlanned = false;
  #stalledMs: number | undefined;
  #hasReported = false;
  #isOver = false;

  /** The timeout counts from here. */
  constructor(context: ClientContext, target: JobTarget | DeferredJob, options: ResolvedWaitOptions<Raw>) {
    super();
    this.context = context;
    this.#target = target;
    this.#options = options;
    this.dueMs = context.engine.timers.now() + options.timeoutMs;
  }

  /** The moment of the timeout, for which the timer is set once the job is known. */
  get #timeoutAtMs(): number {
    return this.dueMs;
  }

  /** The job's ID; undefined until it is known. */
  get id(): string | undefined {
    if (this.#poller) return this.#poller.id;
    return typeof this.#target === "object" ? this.#target.id : undefined;
  }

  /** The last status; undefined if none was seen. */
  get lastStatus(): JobStatus<Raw> | undefined {
    return this.#poller?.state.lastStatus;
  }

  get nextPollAtMs(): number {
    return this.#nextPollAtMs ?? Infinity;
  }

  get isPaused(): boolean {
    return this.reader()?.isPaused ?? false;
  }

  get finalPollAtMs(): number {
    return finalPollTimeMs(this.#timeoutAtMs, this.#poller?.state.maxLatencyMs ?? 0);
  }

  get kind(): string | undefined {
    return kindOf(this.#options.durations, this.#poller?.state.lastStatus);
  }

  get durationsMs(): readonly number[] {
    return this.#poller ? durationsOf(this.#poller.state, this.#options) : [];
  }

  /** Starts to watch. */
  start(): void {
    if (this.#isOver) return;
    if (typeof this.#target === "function") void this.#read(this.#target);
    else if (this.#target) this.#observe(this.#target);
  }

  /** Ends the watch with the code `aborted`. */
  abort(signal: AbortSignal): void {
    this.#reading?.abort(signal.reason);
    const { context = this.context, state } = this.#poller ?? {};
    this.#fail(abortedError(context, this.id, signal, state?.lastError));
  }

  /** Ends the watch in silence. Nothing stays behind. */
  leave(): void {
    this.#isOver = true;
    this.#reading?.abort();
    this.context.engine.timers.clear(this);
    this.#poller?.removeObserver(this);
  }

  /** When the job is expected to end; undefined if nothing is known of it. */
  estimatedEnd(): EstimatedEnd | undefined {
    if (!this.#poller) return undefined;
    const { state, context } = this.#poller;
    const { schedule } = this.#options;
    const { timers } = context.engine;
    const isKnown = this.durationsMs.length > 0 || state.samples.some(({ fraction = 0 }) => fraction > 0);
    if (!isKnown || !schedule.forecast || isTerminalState(state.samples.at(-1)?.state ?? "unknown")) return undefined;
    const input = scheduleInput(state, this.#options, timers.now(), 0);
    return estimateEnd(schedule.forecast(input), input.elapsedMs, wallNow(context.clock));
  }

  /** The token with which the wait can be resumed; undefined until the job is known. */
  resumeToken(): ResumeToken | undefined {
    if (this.#poller) return resumeTokenFrom(this.#poller);
    if (typeof this.#target !== "object") return undefined;
    const { id, operation, token } = this.#target;
    const context = operationContext(this.context, operation);
    const { engine, clock } = context;
    return resumeTokenFrom({
      context,
      id,
      state: createPollState(engine.timers.now(), token, passedSince(clock, token)),
    });
  }

  /** Called with the first status, each change, and the last update: a terminal status, or an error. */
  protected abstract onUpdate(update: WatchUpdate<Raw>, isLast: boolean): void;

  /** Called with the requests of each poll of the job, also one that changes nothing. */
  protected onExchange(_exchange: ExchangeRecord): void {
    // Most calls count none.
  }

  /** What reads the updates. Default: they are read at once. */
  protected reader(): UpdateReader | undefined {
    return undefined;
  }

  onHeld(resume: () => void): void {
    this.reader()?.hold(resume);
  }

  forecast(known: KindDurations): Forecast | undefined {
    if (!this.#isPlanned || !this.#poller) return undefined;
    const { state, context } = this.#poller;
    const nowMs = context.engine.timers.now();
    // Chance has no part in a plan.
    return this.#options.schedule.forecast?.({ ...scheduleInput(state, this.#options, nowMs, 0), ...known });
  }

  onPoll({ outcome, changed, atMs, random, exchange }: PollResult<Raw>): void {
    if (this.#isOver || !this.#poller) return;
    const poller = this.#poller;
    try {
      this.onExchange(exchange);
      const { state } = poller;
      const timeoutAtMs = this.#timeoutAtMs;
      const decision = decide(state, outcome, this.#options, { nowMs: atMs, random, timeoutAtMs });
      if (decision.next === "poll") {
        this.#nextPollAtMs = decision.atMs;
        this.#isPlanned = decision.isPlanned;
      }
      if (!(outcome instanceof JobStatusError)) {
        const isLast = decision.next === "end";
        if (!isLast) this.#noteStall(outcome, state.changedMs, atMs);
        // One of the caller's functions may have ended the wait.
        if (this.#isOver) return;
        if (isLast) this.leave();
        if (isLast) keepDuration(this.#options, state, outcome, atMs);
        if (isLast || changed || !this.#hasReported) {
          this.#hasReported = true;
          this.onUpdate(outcome, isLast);
        }
      }
      if (decision.next === "timeout") {
        this.#fail(noTimeError(poller, decision, this.#options.timeoutMs, atMs));
      } else if (decision.next === "fail") {
        this.#fail(decision.error);
      }
    } catch (cause) {
      this.#fail(callbackError(poller, cause));
    }
  }

  /** Ends the wait, since its timeout has come. */
  onTimer(): void {
    if (this.#poller) this.#fail(timeoutError(this.#poller, this.#options.timeoutMs));
  }

  /** Observes the poller of the job. A job that is polled already begins with its last status. */
  #observe(target: JobTarget): void {
    if (this.#isOver) return;
    const poller = pollerFor<Raw>(this.context, target);
    this.#poller = poller;
    this.#target = undefined;
    poller.addObserver(this);
    // A listener that was told of it may have ended the watch.
    if (this.#isOver) return;
    const { minPollIntervalMs: minIntervalMs = 0 } = poller.context.contract;
    // The job's operation may have another limit than the client's own.
    if (this.#options.minIntervalMs !== minIntervalMs) this.#options = { ...this.#options, minIntervalMs };
    const { timers } = poller.context.engine;
    const nowMs = timers.now();
    timers.setOrRun(this, this.#timeoutAtMs);
    const delayMs = target.isNew ? this.#firstDelayMs(poller, nowMs) : 0;
    this.#nextPollAtMs = Math.max(nowMs + delayMs, poller.state.notBeforeMs);
    const { lastResult } = poller;
    if (lastResult) this.onPoll(lastResult);
    // Only now: the last status may have spared a request.
    if (!this.#isOver) poller.reschedule();
  }

  async #read(target: DeferredJob): Promise<void> {
    const { engine } = this.context;
    this.#reading = new AbortController();
    try {
      this.#observe(await target(this.#reading.signal, this.#timeoutAtMs - engine.timers.now()));
    } catch (cause) {
      this.#fail(errorFrom(this.context, undefined, cause));
    }
  }

  /** How long to wait before the first poll of a job that has only just started, if the schedule can tell. */
  #firstDelayMs({ state }: JobPoller<Raw>, nowMs: number): number {
    const { schedule } = this.#options;
    state.isNew = true;
    if (!schedule.forecast || state.polls > 0) return 0;
    const delayMs = schedule(scheduleInput(state, this.#options, nowMs, 0));
    const mostMs = Math.max(0, Math.min(MAX_FIRST_DELAY_MS, this.finalPollAtMs - nowMs));
    this.#isPlanned = delayMs <= mostMs;
    return Math.min(delayMs, mostMs);
  }

  #noteStall(status: JobStatus<Raw>, changedMs: number, atMs: number): void {
    const { stallMs, onStall } = this.#options;
    if (atMs - changedMs < stallMs || this.#stalledMs === changedMs) return;
    this.#stalledMs = changedMs;
    reportRejection("onStall", onStall?.(status));
  }

  /** Ends the watch with an error, to which what is known of the job is added. */
  #fail(error: JobStatusError): void {
    if (this.#isOver) return;
    const { jobId = this.id, lastStatus = this.lastStatus } = error;
    const about = errorAboutJob(error, { jobId, lastStatus, resume: this.resumeToken() });
    this.#isOver = true;
    if (this.#poller) this.#poller.context.emit?.({ type: "failed", id: this.#poller.id, error: about });
    this.leave();
    this.onUpdate(about, true);
  }
}
