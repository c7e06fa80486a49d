import { answerFacts } from "../model/answer-facts.ts";
import { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { abortedError } from "./aborted-error.ts";
import type { Conversation, Heard, Party } from "./conversation.ts";
import { keepDuration } from "./durations.ts";
import { resumeTokenFrom } from "./resume-token.ts";
import { type Timer, timersOf } from "../async/timers.ts";
import { type WaitTerms, judge } from "./verdict.ts";

/** What a watcher tells: a status, or why there will be none. */
export type News<Raw> = JobStatus<Raw> | JobStatusError;

/** One wait for one job: it listens to the conversation about it, and tells the first status, each change, and the end. */
export class Watcher<Raw = unknown> implements Party<Raw> {
  wakeAtMs = Infinity;
  readonly #conversation: Conversation<Raw>;
  readonly terms: WaitTerms<Raw>;
  readonly #tell: (news: News<Raw>, isLast: boolean) => void;
  readonly #deadline: Timer | undefined;
  #wishMs: number;
  #stalledMs: number | undefined;
  #isAwake = true;
  #hasTold = false;
  #hasLeft = false;

  /**
   * Joins the conversation. A job that is already talked about begins with what was heard last.
   *
   * @param tell - Called with each change, and with the last news: an end, or an error.
   * @param deadline - Whether it minds the deadline by itself, or is told by {@link expire}.
   */
  constructor(
    conversation: Conversation<Raw>,
    terms: WaitTerms<Raw>,
    tell: (news: News<Raw>, isLast: boolean) => void,
    deadline: "own" | "shared" = "own",
  ) {
    this.#conversation = conversation;
    this.terms = terms;
    this.#tell = tell;
    const { context, memory, heard } = conversation;
    const { deadlineAtMs } = terms;
    const nowMs = context.clock.now();
    this.#wishMs = Math.max(nowMs, memory.notBeforeMs);
    conversation.join(this);
    if (deadlineAtMs <= nowMs) {
      this.expire();
    } else if (deadline === "own" && deadlineAtMs !== Infinity) {
      this.#deadline = timersOf(context.clock).set(deadlineAtMs, () => this.expire());
    }
    if (heard && !(heard.answer instanceof JobStatusError)) this.hear(heard);
    // Only now: what was heard may have spared a question.
    this.isAwake = true;
  }

  /** Wants questions asked, or only listens: nobody asks for a reader who does not read. */
  set isAwake(value: boolean) {
    this.#isAwake = value;
    this.wakeAtMs = value ? this.#wishMs : Infinity;
    this.#conversation.plan();
  }

  hear({ answer, moved, atMs, random }: Heard<Raw>): void {
    if (this.#hasLeft) return;
    try {
      const { memory } = this.#conversation;
      const verdict = judge(memory, answer, this.terms, { nowMs: atMs, random });
      if (verdict.next === "ask") this.#wishMs = verdict.atMs;
      this.wakeAtMs = this.#isAwake ? this.#wishMs : Infinity;
      if (!(answer instanceof JobStatusError)) {
        const isLast = verdict.next === "end" || (this.terms.until?.(answer) ?? false);
        if (!isLast) this.#noteStall(answer, atMs);
        // One of the caller's functions may have ended the wait.
        if (this.#hasLeft) return;
        if (isLast) this.leave();
        const { durations } = this.terms;
        // A job that had ended when it was first seen says nothing of how long it took.
        if (verdict.next === "end" && durations && memory.polls > 1) keepDuration(durations, atMs - memory.beganMs);
        if (isLast || moved || !this.#hasTold) {
          this.#hasTold = true;
          this.#tell(answer, isLast);
        }
      }
      if (verdict.next === "late") this.fail(verdict.error ? this.#tooLate(verdict.error, atMs) : this.#late());
      else if (verdict.next === "fail") this.fail(verdict.error);
    } catch (cause) {
      this.fail(this.#error("invalid-request", "a function among the options threw; see the cause", { cause }));
    }
  }

  /** Ends the wait with an error. */
  fail(error: JobStatusError): void {
    if (this.#hasLeft) return;
    this.leave();
    this.#tell(error, true);
  }

  /** Ends the wait because its deadline has come. */
  expire(): void {
    this.fail(this.#late());
  }

  /** Ends the wait for the caller's abort. */
  abort(signal: AbortSignal): void {
    const { context, id, memory } = this.#conversation;
    this.fail(
      abortedError(context, id, signal, { lastStatus: memory.last, resume: resumeTokenFrom(this.#conversation) }),
    );
  }

  /** Leaves the conversation. Nothing stays behind. */
  leave(): void {
    this.#hasLeft = true;
    timersOf(this.#conversation.context.clock).clear(this.#deadline);
    this.#conversation.leave(this);
  }

  #noteStall(status: JobStatus<Raw>, atMs: number): void {
    const { stallMs, onStall } = this.terms;
    const { movedMs } = this.#conversation.memory;
    if (atMs - movedMs < stallMs || this.#stalledMs === movedMs) return;
    this.#stalledMs = movedMs;
    onStall?.(status);
  }

  #late(): JobStatusError {
    const { last, fault } = this.#conversation.memory;
    const seen = last ? `it was last seen ${last.state} (${JSON.stringify(last.native)})` : "it was not seen";
    const problem = `the job had not ended after ${this.terms.deadlineMs} ms; ${seen}; wait longer, or go on later from the resume token`;
    return this.#error("deadline", problem, { cause: fault, resume: resumeTokenFrom(this.#conversation) });
  }

  /** The provider may be asked again only after the deadline: it is said at once. */
  #tooLate(error: JobStatusError, atMs: number): JobStatusError {
    const { nativeMessage, nativeCode, httpStatus } = error;
    const inMs = this.#conversation.memory.notBeforeMs - atMs;
    const native = nativeMessage ?? nativeCode ?? `HTTP ${httpStatus}`;
    const problem = `${native}; the next request is allowed in ${inMs} ms, and the deadline comes before`;
    const resume = resumeTokenFrom(this.#conversation);
    return this.#error(error.code, problem, { ...answerFacts(error), cause: error, resume });
  }

  #error(code: JobStatusErrorCode, problem: string, details: JobStatusErrorDetails): JobStatusError {
    const { context, id, memory } = this.#conversation;
    return context.error(code, problem, { jobId: id, lastStatus: memory.last, ...details });
  }
}
