import type { ClientContext } from "../context/client-context.ts";
import type { WatchOptions } from "./wait-options.ts";
import { isTerminalState } from "../model/job-state.ts";
import { JobStatusError, type JobStatusErrorCode } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { type Durations, recallDurations } from "./durations.ts";
import { type PollState, isWithinNotFoundGrace } from "./poll-state.ts";
import { adaptive } from "./schedules/adaptive.ts";
import type { Schedule } from "./schedules/schedule.ts";
import { nextPollTimeMs } from "./next-poll-time.ts";

/** What a wait has agreed to. */
export interface ResolvedWaitOptions<Raw = unknown> {
  readonly schedule: Schedule;
  readonly timeoutMs: number;
  readonly timeoutAtMs: number;
  /** How many questions in a row may fail. */
  readonly retries: number;
  /** For how long after the beginning a job may not be found. */
  readonly notFoundGraceMs: number;
  /** The provider's shortest interval. */
  readonly minIntervalMs: number;
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
 * - `late`: no question fits before the timeout; where the provider asked for so long a pause, with its error.
 * - `fail`: the status cannot be learned.
 */
export type Decision =
  | { readonly next: "ask"; readonly atMs: number }
  | { readonly next: "end" }
  | { readonly next: "late"; readonly error?: JobStatusError }
  | { readonly next: "fail"; readonly error: JobStatusError };

/** The faults that may pass. */
const RETRYABLE: ReadonlySet<JobStatusErrorCode> = new Set(["rate-limited", "unavailable", "invalid-response"]);
const MIN_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** Decides what comes after a response. */
export function decide(
  memory: PollState,
  response: JobStatus | JobStatusError,
  terms: ResolvedWaitOptions<never>,
  { nowMs, random }: { readonly nowMs: number; readonly random: number },
): Decision {
  const { timeoutAtMs } = terms;
  const elapsedMs = nowMs - memory.startedAtMs;
  let delayMs: number;
  if (response instanceof JobStatusError) {
    const appearing = isWithinNotFoundGrace(memory, response, nowMs, terms.notFoundGraceMs);
    const lost = !appearing && (!RETRYABLE.has(response.code) || memory.failures > terms.retries);
    if (lost) return { next: "fail", error: response };
    // To sleep until a moment past the timeout would only delay the bad news.
    if (response.retryAfterMs !== undefined && memory.notBeforeMs >= timeoutAtMs)
      return { next: "late", error: response };
    // Up to half is taken away by chance, so that waits that failed together do not return together.
    delayMs = Math.min(MAX_RETRY_MS, MIN_RETRY_MS * 2 ** Math.max(0, memory.failures - 1)) * (1 - random / 2);
  } else {
    if (isTerminalState(response.state)) return { next: "end" };
    const { samples, polls } = memory;
    const { minIntervalMs, durationsMs } = terms;
    delayMs = terms.schedule({ samples, polls, elapsedMs, random, minIntervalMs, durationsMs });
    // NaN, or less than nothing, would make a hot loop.
    if (!(delayMs >= 0)) {
      const problem = "the schedule has to return milliseconds from 0";
      return { next: "fail", error: new JobStatusError("invalid-request", problem, { jobId: response.id }) };
    }
  }
  const { notBeforeMs, maxLatencyMs } = memory;
  const atMs = nextPollTimeMs({ nowMs, delayMs, notBeforeMs, timeoutAtMs, maxLatencyMs });
  return atMs === undefined ? { next: "late" } : { next: "ask", atMs };
}

const DEFAULT_RETRIES = 8;
const DEFAULT_SCHEDULE = adaptive();

/** The terms of a wait that begins now. */
export function resolveWaitOptions<Raw>(
  { contract, clock }: ClientContext,
  options: WatchOptions<Raw>,
): ResolvedWaitOptions<Raw> {
  const { timeoutMs = contract.timeoutMs } = options;
  return {
    schedule: options.schedule ?? DEFAULT_SCHEDULE,
    timeoutMs,
    timeoutAtMs: clock.now() + timeoutMs,
    retries: options.retries ?? DEFAULT_RETRIES,
    notFoundGraceMs: contract.notFoundGraceMs ?? 0,
    minIntervalMs: contract.minPollIntervalMs ?? 0,
    durationsMs: recallDurations(options.durations),
    durations: options.durations,
    until: options.until,
    stallMs: options.stallMs ?? Infinity,
    onStall: options.onStall,
  };
}
