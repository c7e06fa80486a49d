import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { PollSample } from "../model/resume-token.ts";

/** What is remembered of a job while somebody waits for it. */
export interface PollState<Raw = unknown> {
  /** When the waiting began, on the clock. */
  readonly startedAtMs: number;
  /** How many statuses were seen. */
  polls: number;
  /** How many questions failed since the last status. */
  failures: number;
  /** What the schedule learns from: the first few sightings and the latest. */
  samples: readonly PollSample[];
  /** How long the slowest response took. */
  maxLatencyMs: number;
  /** When the status was last another one than before. */
  movedMs: number;
  /** The moment before which the provider does not want to be asked. */
  notBeforeMs: number;
  /** What tells the last status from others. */
  print: string | undefined;
  /** The last status. */
  last: JobStatus<Raw> | undefined;
  /** Why the last question failed, where it did. */
  fault: JobStatusError | undefined;
}

const FIRST_SAMPLES = 4;
const MAX_SAMPLES = 64;

/** The memory at the beginning of a wait, or from where a token goes on. */
export function createPollState<Raw>(nowMs: number, token?: ResumeToken): PollState<Raw> {
  const { startedAtMs = nowMs, polls = 0, failures = 0, samples = [], maxLatencyMs = 0, notBeforeMs = 0 } = token ?? {};
  return {
    startedAtMs,
    polls,
    failures,
    samples,
    maxLatencyMs,
    movedMs: nowMs,
    notBeforeMs,
    print: undefined,
    last: undefined,
    fault: undefined,
  };
}

/** When a question was sent and answered, on the clock, and what that means. */
export interface Exchange {
  readonly sentMs: number;
  readonly atMs: number;
  /** The moment before which the provider's limit allows no other. */
  readonly notBeforeMs: number;
  /** For how long after the beginning a job may not be found. */
  readonly notFoundGraceMs: number;
}

/** Says whether a job that is not found may still appear, so that its absence is no failure. */
export function isWithinNotFoundGrace(
  memory: PollState,
  error: JobStatusError,
  atMs: number,
  notFoundGraceMs: number,
): boolean {
  return error.code === "not-found" && atMs - memory.startedAtMs < notFoundGraceMs;
}

/**
 * Adds a response to the memory.
 *
 * @returns Whether the status is another one than the last.
 */
export function recordPoll<Raw>(
  memory: PollState<Raw>,
  response: JobStatus<Raw> | JobStatusError,
  { sentMs, atMs, notBeforeMs, notFoundGraceMs }: Exchange,
): boolean {
  memory.maxLatencyMs = Math.max(memory.maxLatencyMs, atMs - sentMs);
  memory.notBeforeMs = notBeforeMs;
  if (response instanceof JobStatusError) {
    if (!isWithinNotFoundGrace(memory, response, atMs, notFoundGraceMs)) memory.failures += 1;
    memory.fault = response;
    memory.notBeforeMs = Math.max(notBeforeMs, atMs + (response.retryAfterMs ?? 0));
    return false;
  }
  const { state, progress } = response;
  const print = fingerprint(response);
  const moved = print !== memory.print;
  memory.print = print;
  memory.polls += 1;
  memory.failures = 0;
  memory.fault = undefined;
  memory.last = response;
  if (moved) memory.movedMs = atMs;
  const elapsedMs = atMs - memory.startedAtMs;
  const sighting = { elapsedMs, state, ...(progress?.fraction !== undefined && { fraction: progress.fraction }) };
  const { samples } = memory;
  // A new list each time, no longer than it has to be: schedules may keep theirs, and ten thousand waits have one each.
  memory.samples =
    samples.length < MAX_SAMPLES
      ? [...samples, sighting]
      : [...samples.slice(0, FIRST_SAMPLES), ...samples.slice(FIRST_SAMPLES + 1), sighting];
  return moved;
}

/** What makes a status another one: all but the raw response, which may change in ways that mean nothing. */
function fingerprint(status: JobStatus): string {
  return JSON.stringify({ ...status, raw: undefined });
}
