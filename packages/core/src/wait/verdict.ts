import type { ClientContext } from "../context/client-context.ts";
import type { WatchOptions } from "./wait-options.ts";
import { isEndState } from "../model/job-state.ts";
import { JobStatusError, type JobStatusErrorCode } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { type Durations, recallDurations } from "./durations.ts";
import { type JobMemory, mayAppear } from "./memory.ts";
import { adaptive } from "./schedules/adaptive.ts";
import type { Schedule } from "./schedules/schedule.ts";
import { wakeTimeMs } from "./wake-time.ts";

/** What a wait has agreed to. */
export interface WaitTerms<Raw = unknown> {
  readonly schedule: Schedule;
  readonly deadlineMs: number;
  readonly deadlineAtMs: number;
  /** How many questions in a row may fail. */
  readonly retries: number;
  /** For how long after the beginning a job may not be found. */
  readonly appearanceMs: number;
  /** The provider's shortest interval. */
  readonly floorMs: number;
  /** How long earlier jobs of this kind took. */
  readonly durationsMs: readonly number[];
  /** Where this job's duration is kept. */
  readonly durations: Durations | undefined;
  /** Ends the wait at a status that is no end. */
  readonly until: ((status: JobStatus<Raw>) => boolean) | undefined;
  /** After how long without a change the caller wants to hear of it. */
  readonly stallMs: number;
  readonly onStall: ((status: JobStatus<Raw>) => void) | undefined;
}

/**
 * What comes next:
 *
 * - `ask`: another question, at a moment.
 * - `end`: the job has ended.
 * - `late`: no question fits before the deadline; where the provider asked for so long a pause, with its error.
 * - `fail`: the status cannot be learned.
 */
export type Verdict =
  | { readonly next: "ask"; readonly atMs: number }
  | { readonly next: "end" }
  | { readonly next: "late"; readonly error?: JobStatusError }
  | { readonly next: "fail"; readonly error: JobStatusError };

/** The faults that may pass. */
const PASSING: ReadonlySet<JobStatusErrorCode> = new Set(["rate-limited", "unavailable", "contract"]);
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** Decides what comes after an answer. */
export function judge(
  memory: JobMemory,
  answer: JobStatus | JobStatusError,
  terms: WaitTerms<never>,
  { nowMs, random }: { readonly nowMs: number; readonly random: number },
): Verdict {
  const { deadlineAtMs } = terms;
  const elapsedMs = nowMs - memory.beganMs;
  let delayMs: number;
  if (answer instanceof JobStatusError) {
    const appearing = mayAppear(memory, answer, nowMs, terms.appearanceMs);
    const lost = !appearing && (!PASSING.has(answer.code) || memory.failures > terms.retries);
    if (lost) return { next: "fail", error: answer };
    // To sleep until a moment past the deadline would only delay the bad news.
    if (answer.retryAfterMs !== undefined && memory.notBeforeMs >= deadlineAtMs) return { next: "late", error: answer };
    // Up to half is taken away by chance, so that waits that failed together do not return together.
    delayMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, memory.failures - 1)) * (1 - random / 2);
  } else {
    if (isEndState(answer.state)) return { next: "end" };
    const { seen, polls } = memory;
    const { floorMs, durationsMs } = terms;
    delayMs = terms.schedule({ seen, polls, elapsedMs, random, floorMs, durationsMs });
    // NaN, or less than nothing, would make a hot loop.
    if (!(delayMs >= 0)) {
      const problem = "the schedule has to return milliseconds from 0";
      return { next: "fail", error: new JobStatusError("invalid-request", problem, { jobId: answer.id }) };
    }
  }
  const { notBeforeMs, slowestMs } = memory;
  const atMs = wakeTimeMs({ nowMs, delayMs, notBeforeMs, deadlineAtMs, slowestMs });
  return atMs === undefined ? { next: "late" } : { next: "ask", atMs };
}

const DEFAULT_RETRIES = 8;
const DEFAULT_SCHEDULE = adaptive();

/** The terms of a wait that begins now. */
export function termsFrom<Raw>({ contract, clock }: ClientContext, options: WatchOptions<Raw>): WaitTerms<Raw> {
  const { deadlineMs = contract.deadlineMs } = options;
  return {
    schedule: options.schedule ?? DEFAULT_SCHEDULE,
    deadlineMs,
    deadlineAtMs: clock.now() + deadlineMs,
    retries: options.retries ?? DEFAULT_RETRIES,
    appearanceMs: contract.appearanceMs ?? 0,
    floorMs: contract.jobIntervalMs ?? 0,
    durationsMs: recallDurations(options.durations),
    durations: options.durations,
    until: options.until,
    stallMs: options.stallMs ?? Infinity,
    onStall: options.onStall,
  };
}
