import type { Timer, TimerTarget } from "../async/timer-heap.ts";
import { wallNow } from "../async/clock.ts";
import { reportRejection } from "../context/report-thrown.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import { isTerminalState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { abortedError } from "./aborted-error.ts";
import { decide } from "./decide.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import { estimateEnd } from "./estimate-end.ts";
import { keepDuration, kindOf } from "./durations.ts";
import type { JobPoller } from "./job-poller.ts";
import { finalPollTimeMs } from "./next-poll-time.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import type { KindDurations, PollObserver, PollResult } from "./poll-observer.ts";
import { type ResolvedWaitOptions, durationsOf, scheduleInput } from "./resolve-wait-options.ts";
import { resumeTokenFrom } from "./resume-token.ts";
import type { Forecast } from "../model/schedule.ts";
import { callbackError, noTimeError, timeoutError } from "./wait-errors.ts";

/** A mistake such as wrong credentials shows in the first poll: it must not come late, however long such jobs take. */
const MAX_FIRST_DELAY_MS = 10_000;

/** What a watcher reports: a status, or why there will be none. */
export type WatchUpdate<Raw> = JobStatus<Raw> | JobStatusError;

/** What a watcher reports to. */
export interface WatchListener<Raw> {
  /** Called with the first status, each change, and the last update: a terminal status, or an error. */
  onUpdate(update: WatchUpdate<Raw>, isLast: boolean): void;
  /** Called for each poll of the job, also one that changes nothing. */
  onPoll?(exchange: ExchangeRecord): void;
  /** Says whether the updates are read. Default: they are. */
  readonly reader?: UpdateReader;
}

/** The reader of the updates, at its own pace. */
export interface UpdateReader {
  /** Whether the updates are not read now. */
  readonly isPaused: boolean;
  /** Called if a poll is due while it is paused; `resume` is to be called when they are read again. */
  hold(resume: () => void): void;
}

/** One wait for one job: it observes the job's poller, and reports the first status, each change, and the end. */
export class Watcher<Raw = unknown> implements PollObserver<Raw>, TimerTarget {
  nextPollAtMs: number;
  readonly options: ResolvedWaitOptions<Raw>;
  readonly #poller: JobPoller<Raw>;
  readonly #listener: WatchListener<Raw>;
  #timeout: Timer | undefined;
  #isPlanned = false;
  #stalledMs: number | undefined;
  #hasReported = false;
  #hasLeft = false;

  /**
   * Starts to observe. A job that is polled already begins with its last status.
   *
   * @param isNew - Whether the job has only just started, so that a poll at once would find it running.
   */
  constructor(
    poller: JobPoller<Raw>,
    options: ResolvedWaitOptions<Raw>,
    listener: WatchListener<Raw>,
    isNew: boolean = false,
  ) {
    this.options = options;
    this.#poller = poller;
    this.#listener = listener;
    const { context, state, lastResult } = poller;
    const { timers } = context.engine;
    const { timeoutAtMs } = options;
    const nowMs = timers.now();
    this.nextPollAtMs = Infinity;
    poller.addObserver(this);
    if (timeoutAtMs <= nowMs) this.onTimer();
    else this.#timeout = timers.set(timeoutAtMs, this);
    this.nextPollAtMs = Math.max(nowMs + (isNew ? this.#firstDelayMs(nowMs) : 0), state.notBeforeMs);
    if (lastResult && !(lastResult.outcome instanceof JobStatusError)) this.onPoll(lastResult);
    // Only now: the last status may have spared a request.
    if (!this.#hasLeft) poller.reschedule();
  }

  get isPaused(): boolean {
    return this.#listener.reader?.isPaused ?? false;
  }

  onHeld(resume: () => void): void {
    this.#listener.reader?.hold(resume);
  }

  get finalPollAtMs(): number {
    return finalPollTimeMs(this.options.timeoutAtMs, this.#poller.state.maxLatencyMs);
  }

  get kind(): string | undefined {
    return kindOf(this.options.durations, this.#poller.state.lastStatus);
  }

  get durationsMs(): readonly number[] {
    return durationsOf(this.#poller.state, this.options);
  }

  forecast(known: KindDurations): Forecast | undefined {
    if (!this.#isPlanned) return undefined;
    const { state, context } = this.#poller;
    const nowMs = context.engine.timers.now();
    // Chance has no part in a plan.
    return this.options.schedule.forecast?.({ ...scheduleInput(state, this.options, nowMs, 0), ...known });
  }

  /** When the job is expected to end; undefined if nothing is known of it. */
  estimatedEnd(): EstimatedEnd | undefined {
    const { state, context } = this.#poller;
    const { schedule } = this.options;
    const { timers } = context.engine;
    const isKnown = this.durationsMs.length > 0 || state.samples.some(({ fraction = 0 }) => fraction > 0);
    if (!isKnown || !schedule.forecast || isTerminalState(state.samples.at(-1)?.state ?? "unknown")) return undefined;
    const input = scheduleInput(state, this.options, timers.now(), 0);
    return estimateEnd(schedule.forecast(input), input.elapsedMs, wallNow(context.clock));
  }

  /** The token with which this wait can be resumed. */
  resumeToken(): ResumeToken {
    return resumeTokenFrom(this.#poller);
  }

  onPoll({ outcome, changed, atMs, random, exchange }: PollResult<Raw>): void {
    if (this.#hasLeft) return;
    try {
      this.#listener.onPoll?.(exchange);
      const { state } = this.#poller;
      const decision = decide(state, outcome, this.options, { nowMs: atMs, random });
      if (decision.next === "poll") {
        this.nextPollAtMs = decision.atMs;
        this.#isPlanned = decision.isPlanned;
      }
      if (!(outcome instanceof JobStatusError)) {
        const isLast = decision.next === "end";
        if (!isLast) this.#noteStall(outcome, atMs);
        // One of the caller's functions may have ended the wait.
        if (this.#hasLeft) return;
        if (isLast) this.leave();
        if (isLast) keepDuration(this.options, state, outcome, atMs);
        if (isLast || changed || !this.#hasReported) {
          this.#hasReported = true;
          this.#listener.onUpdate(outcome, isLast);
        }
      }
      if (decision.next === "timeout") {
        this.fail(noTimeError(this.#poller, decision, this.options.timeoutMs, atMs));
      } else if (decision.next === "fail") {
        this.fail(decision.error);
      }
    } catch (cause) {
      this.fail(callbackError(this.#poller, cause));
    }
  }

  /** Ends the wait with an error, to which the resume token is added. */
  fail(error: JobStatusError): void {
    if (this.#hasLeft) return;
    const { context, id, state } = this.#poller;
    const lastStatus = error.lastStatus ?? state.lastStatus;
    const about = errorAboutJob(error, { jobId: id, lastStatus, resume: this.resumeToken() });
    this.#hasLeft = true;
    context.emit?.({ type: "failed", id, error: about });
    this.leave();
    this.#listener.onUpdate(about, true);
  }

  /** Ends the wait because the caller aborted it. */
  abort(signal: AbortSignal): void {
    const { context, id, state } = this.#poller;
    this.fail(abortedError(context, id, signal, state.lastError));
  }

  /** Stops observing. Nothing stays behind. */
  leave(): void {
    this.#hasLeft = true;
    this.#poller.context.engine.timers.clear(this.#timeout);
    this.#poller.removeObserver(this);
  }

  /** How long to wait before the first poll of a job that has only just started, if the schedule can tell. */
  #firstDelayMs(nowMs: number): number {
    const { schedule } = this.options;
    const { state } = this.#poller;
    state.isNew = true;
    if (!schedule.forecast || state.polls > 0) return 0;
    const delayMs = schedule(scheduleInput(state, this.options, nowMs, 0));
    const mostMs = Math.max(0, Math.min(MAX_FIRST_DELAY_MS, this.finalPollAtMs - nowMs));
    this.#isPlanned = delayMs <= mostMs;
    return Math.min(delayMs, mostMs);
  }

  /** Ends the wait, since its timeout has come. */
  onTimer(): void {
    this.fail(timeoutError(this.#poller, this.options.timeoutMs));
  }

  #noteStall(status: JobStatus<Raw>, atMs: number): void {
    const { stallMs, onStall } = this.options;
    const { changedMs } = this.#poller.state;
    if (atMs - changedMs < stallMs || this.#stalledMs === changedMs) return;
    this.#stalledMs = changedMs;
    reportRejection("onStall", onStall?.(status));
  }
}
