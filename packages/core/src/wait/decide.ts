import { JobStatusError, type JobStatusErrorCode } from "../model/job-status-error.ts";
import { isTerminalState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";
import { nextPollTimeMs } from "./next-poll-time.ts";
import { type PollState, isMiss } from "./poll-state.ts";
import { type ResolvedWaitOptions, scheduleInput } from "./resolve-wait-options.ts";

/**
 * What comes after a response:
 *
 * - `poll`: another request, at a moment; `isPlanned` if it is the schedule's, and jobs that are polled together may move it.
 * - `end`: the job has ended, or the caller's `until` is true.
 * - `timeout`: no request fits before the timeout; with its error if the provider named so long a pause.
 * - `fail`: the status can't be determined.
 */
export type Decision =
  | { readonly next: "poll"; readonly atMs: number; readonly isPlanned: boolean }
  | { readonly next: "end" }
  | { readonly next: "timeout"; readonly error?: JobStatusError }
  | { readonly next: "fail"; readonly error: JobStatusError };

/** The codes of failures that may pass. */
const RETRYABLE: ReadonlySet<JobStatusErrorCode> = new Set(["rate-limited", "unavailable", "invalid-response"]);
const MIN_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;
/** A terminal status is confirmed no sooner than this after it was seen. */
const CONFIRM_MS = 1_000;

/** The moment of a decision, in milliseconds of the engine's time, its share of chance, from 0 to 1, and the wait's end. */
export interface DecisionInput {
  readonly nowMs: number;
  readonly random: number;
  /** The moment of the timeout. */
  readonly timeoutAtMs: number;
}

/** Decides what comes after a response that was recorded. */
export function decide<Raw>(
  state: PollState<Raw>,
  outcome: JobStatus<Raw> | JobStatusError,
  options: ResolvedWaitOptions<Raw>,
  { nowMs, random, timeoutAtMs }: DecisionInput,
): Decision {
  let delayMs: number;
  let isPlanned = false;
  if (outcome instanceof JobStatusError) {
    if (!isRetryable(state, outcome, options, nowMs)) return { next: "fail", error: outcome };
    // To sleep until a moment past the timeout would only delay the bad news.
    if (outcome.retryAfterMs !== undefined && state.notBeforeMs >= timeoutAtMs) {
      return { next: "timeout", error: outcome };
    }
    // Chance takes away up to half, so that waits that failed together do not return together.
    delayMs = Math.min(MAX_RETRY_MS, MIN_RETRY_MS * 2 ** Math.max(0, state.failures - 1)) * (1 - random / 2);
  } else if (isTerminalState(outcome.state)) {
    const isConfirmed = !options.confirmTerminal || state.samples.at(-2)?.state === outcome.state;
    if (isConfirmed) return { next: "end" };
    delayMs = Math.max(CONFIRM_MS, options.minIntervalMs);
  } else if (isEnough(outcome, options)) {
    return { next: "end" };
  } else {
    delayMs = options.schedule(scheduleInput(state, options, nowMs, random));
    isPlanned = options.schedule.forecast !== undefined;
    // NaN, or less than nothing, would make a hot loop.
    if (!(delayMs >= 0)) {
      const problem = 'the option "schedule" must return milliseconds from 0';
      return { next: "fail", error: new JobStatusError("invalid-request", problem, { jobId: outcome.id }) };
    }
  }
  const { notBeforeMs, maxLatencyMs } = state;
  const atMs = nextPollTimeMs({ nowMs, delayMs, notBeforeMs, timeoutAtMs, maxLatencyMs });
  if (atMs === undefined) return { next: "timeout" };
  return { next: "poll", atMs, isPlanned: isPlanned && atMs === nowMs + delayMs };
}

function isEnough<Raw>(status: JobStatus<Raw>, { until }: ResolvedWaitOptions<Raw>): boolean {
  const isMet: unknown = until?.(status) ?? false;
  // A promise would be true for every status.
  if (typeof isMet !== "boolean") throw new TypeError(`until returned ${typeof isMet}, not true or false`);
  return isMet;
}

function isRetryable(
  state: PollState,
  error: JobStatusError,
  { notFoundGraceMs, retryBudgetMs }: Pick<ResolvedWaitOptions, "notFoundGraceMs" | "retryBudgetMs">,
  nowMs: number,
): boolean {
  if (isMiss(error)) {
    if (nowMs - state.startedMs < notFoundGraceMs) return true;
    // A provider that loses sight of a job for a moment has not lost it.
    return state.polls > 0 && state.misses <= 1;
  }
  // Repeating what can't succeed delays the bad news; but a host that was found before may be found again.
  if (!RETRYABLE.has(error.code) || error.permanent === "always") return false;
  if (error.permanent && state.polls === 0) return false;
  return state.failingSinceMs === undefined || nowMs - state.failingSinceMs <= retryBudgetMs;
}
