import { type Clock, wallNow } from "../async/clock.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { PollSample, ResumeToken } from "../model/resume-token.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import { isSame } from "../response/is-same.ts";
import { fingerprintOf } from "./fingerprint-of.ts";

/**
 * What is known of a job while it is polled. Moments are milliseconds of the engine's time. What most jobs never have is absent until
 * they do: each place takes 8 bytes of every job.
 */
export interface PollState<Raw = unknown> {
  /** When the wait began. */
  readonly startedMs: number;
  /** Whether the wait began with the job, so that its progress was 0 then. */
  isNew?: boolean;
  /** How many statuses were seen. */
  polls: number;
  /** How many requests have failed since the last status. */
  failures: number;
  /** How often in a row the provider did not find the job. */
  misses: number;
  /** Since when requests have failed in a row; undefined if the last one did not fail. */
  failingSinceMs?: number | undefined;
  /** What the schedule learns from: the first few samples and the latest. */
  samples: readonly PollSample[];
  /** How long the slowest response took. */
  maxLatencyMs: number;
  /** When the status last differed from the one before. */
  changedMs: number;
  /** The moment before which the provider must not be polled. */
  notBeforeMs: number;
  /** The poll whose response has not been recorded: if its request was sent, the provider may have counted it. */
  unrecorded?: Pick<ExchangeRecord, "sentMs"> | undefined;
  /** Tells the last status that the token knows from others. */
  fingerprint?: string | undefined;
  /** The path of the URL that the last response to name one named for the next request. */
  nextPath: string | undefined;
  /** Whether the last response's status differed from the one before. */
  hasChanged: boolean;
  /** The share of chance of the last poll, from 0 to 1: that of all observers, so that equal waits plan equally. */
  random: number;
  /** The last status. */
  lastStatus: JobStatus<Raw> | undefined;
  /** Why the last request failed; undefined if it did not. */
  lastError?: JobStatusError | undefined;
}

const FIRST_SAMPLES = 4;
const MAX_SAMPLES = 64;

/**
 * The state at the beginning of a wait, or the one that a token carries.
 *
 * @param passedMs - How much time has passed since the token was made.
 */
export function createPollState<Raw>(nowMs: number, token?: ResumeToken, passedMs = 0): PollState<Raw> {
  const createdMs = nowMs - passedMs;
  const state: PollState<Raw> = {
    startedMs: token ? createdMs - Math.max(0, token.createdAtMs - token.startedAtMs) : nowMs,
    polls: token?.polls ?? 0,
    failures: token?.failures ?? 0,
    misses: 0,
    samples: token?.samples ?? [],
    maxLatencyMs: token?.maxLatencyMs ?? 0,
    changedMs: token ? createdMs - token.unchangedMs : nowMs,
    notBeforeMs: token ? createdMs + token.minDelayMs : nowMs,
    nextPath: token?.nextPath,
    hasChanged: false,
    random: 0,
    lastStatus: undefined,
  };
  if (token) {
    state.fingerprint = token.fingerprint;
    if (token.failures > 0) state.failingSinceMs = createdMs - token.outageMs;
  }
  return state;
}

/** How much time has passed since a token was made, in milliseconds by the wall clock; never less than none. */
export function passedSince(clock: Clock, token: ResumeToken | undefined): number {
  return token ? Math.max(0, wallNow(clock) - token.createdAtMs) : 0;
}

/** A response as it is recorded. Moments are milliseconds of the engine's time. */
export interface PollRecord {
  readonly sentMs: number;
  readonly atMs: number;
  /** The moment before which the provider's limits allow no other request. */
  readonly notBeforeMs: number;
  /** Whether the provider has said how long to wait: to obey costs nothing. */
  readonly isRateLimited: boolean;
  /** The poll's share of chance, from 0 to 1. */
  readonly random: number;
}

/** Says whether the provider did not find the job. HTTP 410 (RFC 9110 section 15.5.11) says more: it is gone for good. */
export function isMiss({ code, httpStatus }: JobStatusError): boolean {
  return code === "not-found" || (code === "gone" && httpStatus !== 410);
}

/** Says whether a status is the one that was seen last, here or where the token comes from. */
function isKnown(state: PollState, status: JobStatus): boolean {
  const { lastStatus, fingerprint } = state;
  // Compared, which takes 0.7 µs less than a fingerprint.
  if (lastStatus) return isSame(status, lastStatus, "raw");
  return fingerprint !== undefined && fingerprint === fingerprintOf(status);
}

/** Records a response. */
export function recordPoll<Raw>(
  state: PollState<Raw>,
  outcome: JobStatus<Raw> | JobStatusError,
  { sentMs, atMs, notBeforeMs, isRateLimited, random }: PollRecord,
): void {
  state.maxLatencyMs = Math.max(state.maxLatencyMs, atMs - sentMs);
  state.notBeforeMs = notBeforeMs;
  if (state.unrecorded) state.unrecorded = undefined;
  state.hasChanged = false;
  state.random = random;
  if (outcome instanceof JobStatusError) {
    state.lastError = outcome;
    if (isMiss(outcome)) {
      state.misses += 1;
    } else if (isRateLimited) {
      state.failingSinceMs = undefined;
    } else {
      state.failures += 1;
      state.failingSinceMs ??= sentMs;
    }
    return;
  }
  state.hasChanged = !isKnown(state, outcome);
  state.polls += 1;
  state.failures = 0;
  state.misses = 0;
  if (state.failingSinceMs !== undefined) state.failingSinceMs = undefined;
  if (state.lastError) state.lastError = undefined;
  state.lastStatus = outcome;
  if (state.hasChanged) state.changedMs = atMs;
  const elapsedMs = atMs - state.startedMs;
  const fraction = outcome.progress?.fraction;
  const seen = outcome.state;
  const sample: PollSample = fraction === undefined ? { elapsedMs, state: seen } : { elapsedMs, state: seen, fraction };
  if (state.isNew && state.polls === 1 && elapsedMs > 0 && outcome.state === "running" && fraction !== undefined) {
    state.samples = [{ elapsedMs: 0, state: "running", fraction: 0 }];
  }
  const { samples } = state;
  // A new list each time, no longer than it must be: schedules may keep theirs, and ten thousand waits have one each.
  if (samples.length < MAX_SAMPLES) {
    state.samples = samples.concat(sample);
  } else {
    const kept = samples.slice();
    kept.splice(FIRST_SAMPLES, 1);
    kept.push(sample);
    state.samples = kept;
  }
}
