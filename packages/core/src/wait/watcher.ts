import { responseFacts } from "../model/response-facts.ts";
import { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { abortedError } from "./aborted-error.ts";
import type { JobPoller, PollResult, PollObserver } from "./job-poller.ts";
import { keepDuration } from "./durations.ts";
import { resumeTokenFrom } from "./resume-token.ts";
import { type Timer, timerQueueOf } from "../async/timer-queue.ts";
import { type ResolvedWaitOptions, decide } from "./decide.ts";

/** What a watcher tells: a status, or why there will be none. */
export type WatchUpdate<Raw> = JobStatus<Raw> | JobStatusError;

/** One wait for one job: it listens to the conversation about it, and tells the first status, each change, and the end. */
export class Watcher<Raw = unknown> implements PollObserver<Raw> {
  nextPollAtMs = Infinity;
  readonly #poller: JobPoller<Raw>;
  readonly terms: ResolvedWaitOptions<Raw>;
  readonly #onUpdate: (update: WatchUpdate<Raw>, isLast: boolean) => void;
  readonly #timeout: Timer | undefined;
  #nextPollMs0: number;
  #stalledMs: number | undefined;
  #isAwake = true;
  #hasTold = false;
  #hasLeft = false;

  /**
   * Joins the conversation. A job that is already talked about begins with what was heard last.
   *
   * @param onUpdate - Called with each change, and with the last news: an end, or an error.
   * @param timeout - Whether it minds the timeout by itself, or is told by {@link expire}.
   */
  constructor(
    poller: JobPoller<Raw>,
    terms: ResolvedWaitOptions<Raw>,
    onUpdate: (update: WatchUpdate<Raw>, isLast: boolean) => void,
    timeout: "own" | "shared" = "own",
  ) {
    this.#poller = poller;
    this.terms = terms;
    this.#onUpdate = onUpdate;
    const { context, memory, heard } = poller;
    const { timeoutAtMs } = terms;
    const nowMs = context.clock.now();
    this.#nextPollMs0 = Math.max(nowMs, memory.notBeforeMs);
    poller.join(this);
    if (timeoutAtMs <= nowMs) {
      this.expire();
    } else if (timeout === "own" && timeoutAtMs !== Infinity) {
      this.#timeout = timerQueueOf(context.clock).set(timeoutAtMs, () => this.expire());
    }
    if (heard && !(heard.response instanceof JobStatusError)) this.onResponse(heard);
    // Only now: what was heard may have spared a question.
    this.isAwake = true;
  }

  /** Wants questions asked, or only listens: nobody asks for a reader who does not read. */
  set isAwake(value: boolean) {
    this.#isAwake = value;
    this.nextPollAtMs = value ? this.#nextPollMs0 : Infinity;
    this.#poller.plan();
  }

  onResponse({ response, moved, atMs, random }: PollResult<Raw>): void {
    if (this.#hasLeft) return;
    try {
      const { memory } = this.#poller;
      const decision = decide(memory, response, this.terms, { nowMs: atMs, random });
      if (decision.next === "ask") this.#nextPollMs0 = decision.atMs;
      this.nextPollAtMs = this.#isAwake ? this.#nextPollMs0 : Infinity;
      if (!(response instanceof JobStatusError)) {
        const isLast = decision.next === "end" || (this.terms.until?.(response) ?? false);
        if (!isLast) this.#noteStall(response, atMs);
        // One of the caller's functions may have ended the wait.
        if (this.#hasLeft) return;
        if (isLast) this.leave();
        const { durations } = this.terms;
        // A job that had ended when it was first seen says nothing of how long it took.
        if (decision.next === "end" && durations && memory.polls > 1)
          keepDuration(durations, atMs - memory.startedAtMs);
        if (isLast || moved || !this.#hasTold) {
          this.#hasTold = true;
          this.#onUpdate(response, isLast);
        }
      }
      if (decision.next === "late") this.fail(decision.error ? this.#tooLate(decision.error, atMs) : this.#late());
      else if (decision.next === "fail") this.fail(decision.error);
    } catch (cause) {
      this.fail(this.#error("invalid-request", "a function among the options threw; see the cause", { cause }));
    }
  }

  /** Ends the wait with an error. */
  fail(error: JobStatusError): void {
    if (this.#hasLeft) return;
    this.leave();
    this.#onUpdate(error, true);
  }

  /** Ends the wait because its timeout has come. */
  expire(): void {
    this.fail(this.#late());
  }

  /** Ends the wait for the caller's abort. */
  abort(signal: AbortSignal): void {
    const { context, id, memory } = this.#poller;
    this.fail(abortedError(context, id, signal, { lastStatus: memory.last, resume: resumeTokenFrom(this.#poller) }));
  }

  /** Leaves the conversation. Nothing stays behind. */
  leave(): void {
    this.#hasLeft = true;
    timerQueueOf(this.#poller.context.clock).clear(this.#timeout);
    this.#poller.leave(this);
  }

  #noteStall(status: JobStatus<Raw>, atMs: number): void {
    const { stallMs, onStall } = this.terms;
    const { movedMs } = this.#poller.memory;
    if (atMs - movedMs < stallMs || this.#stalledMs === movedMs) return;
    this.#stalledMs = movedMs;
    onStall?.(status);
  }

  #late(): JobStatusError {
    const { last, fault } = this.#poller.memory;
    const samples = last ? `it was last seen ${last.state} (${JSON.stringify(last.native)})` : "it was not seen";
    const problem = `the job had not ended after ${this.terms.timeoutMs} ms; ${samples}; wait longer, or go on later from the resume token`;
    return this.#error("timeout", problem, { cause: fault, resume: resumeTokenFrom(this.#poller) });
  }

  /** The provider may be asked again only after the timeout: it is said at once. */
  #tooLate(error: JobStatusError, atMs: number): JobStatusError {
    const { nativeMessage, nativeCode, httpStatus } = error;
    const inMs = this.#poller.memory.notBeforeMs - atMs;
    const native = nativeMessage ?? nativeCode ?? `HTTP ${httpStatus}`;
    const problem = `${native}; the next request is allowed in ${inMs} ms, and the timeout comes before`;
    const resume = resumeTokenFrom(this.#poller);
    return this.#error(error.code, problem, { ...responseFacts(error), cause: error, resume });
  }

  #error(code: JobStatusErrorCode, problem: string, details: JobStatusErrorDetails): JobStatusError {
    const { context, id, memory } = this.#poller;
    return context.error(code, problem, { jobId: id, lastStatus: memory.last, ...details });
  }
}
