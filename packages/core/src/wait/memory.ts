import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { Sighting } from "../model/resume-token.ts";

/** What is remembered of a job while somebody waits for it. */
export interface JobMemory<Raw = unknown> {
  /** When the waiting began, on the clock. */
  readonly beganMs: number;
  /** How many statuses were seen. */
  polls: number;
  /** How many questions failed since the last status. */
  failures: number;
  /** What the schedule learns from: the first few sightings and the latest. */
  seen: readonly Sighting[];
  /** How long the slowest answer took. */
  slowestMs: number;
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

const FIRST_SIGHTINGS = 4;
const MOST_SIGHTINGS = 64;

/** The memory at the beginning of a wait, or from where a token goes on. */
export function createMemory<Raw>(nowMs: number, token?: ResumeToken): JobMemory<Raw> {
  const { beganMs = nowMs, polls = 0, failures = 0, seen = [], slowestMs = 0, notBeforeMs = 0 } = token ?? {};
  return {
    beganMs,
    polls,
    failures,
    seen,
    slowestMs,
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
  readonly appearanceMs: number;
}

/** Says whether a job that is not found may still appear, so that its absence is no failure. */
export function mayAppear(memory: JobMemory, error: JobStatusError, atMs: number, appearanceMs: number): boolean {
  return error.code === "not-found" && atMs - memory.beganMs < appearanceMs;
}

/**
 * Adds an answer to the memory.
 *
 * @returns Whether the status is another one than the last.
 */
export function remember<Raw>(
  memory: JobMemory<Raw>,
  answer: JobStatus<Raw> | JobStatusError,
  { sentMs, atMs, notBeforeMs, appearanceMs }: Exchange,
): boolean {
  memory.slowestMs = Math.max(memory.slowestMs, atMs - sentMs);
  memory.notBeforeMs = notBeforeMs;
  if (answer instanceof JobStatusError) {
    if (!mayAppear(memory, answer, atMs, appearanceMs)) memory.failures += 1;
    memory.fault = answer;
    memory.notBeforeMs = Math.max(notBeforeMs, atMs + (answer.retryAfterMs ?? 0));
    return false;
  }
  const { state, progress } = answer;
  const print = fingerprint(answer);
  const moved = print !== memory.print;
  memory.print = print;
  memory.polls += 1;
  memory.failures = 0;
  memory.fault = undefined;
  memory.last = answer;
  if (moved) memory.movedMs = atMs;
  const elapsedMs = atMs - memory.beganMs;
  const sighting = { elapsedMs, state, ...(progress?.fraction !== undefined && { fraction: progress.fraction }) };
  const { seen } = memory;
  // A new list each time, no longer than it has to be: schedules may keep theirs, and ten thousand waits have one each.
  memory.seen =
    seen.length < MOST_SIGHTINGS
      ? [...seen, sighting]
      : [...seen.slice(0, FIRST_SIGHTINGS), ...seen.slice(FIRST_SIGHTINGS + 1), sighting];
  return moved;
}

/** What makes a status another one: all but the raw answer, which may change in ways that mean nothing. */
function fingerprint(status: JobStatus): string {
  return JSON.stringify({ ...status, raw: undefined });
}
