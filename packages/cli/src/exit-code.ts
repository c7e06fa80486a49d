import type { JobState, JobStatusErrorCode } from "@jobstatus/core";

/** The exit codes. With several jobs the highest of their codes counts. */
export const EXIT_CODES = {
  succeeded: 0,
  internal: 1,
  usage: 2,
  unfinished: 10,
  partial: 11,
  cancelled: 12,
  failed: 13,
  timeout: 20,
  notFound: 21,
  noJob: 22,
  unauthenticated: 23,
  forbidden: 24,
  unavailable: 25,
} as const;

/** The name of an exit code. */
export type ExitName = keyof typeof EXIT_CODES;

/** The exit code of a command that a signal ended is this plus the signal's number. */
export const SIGNAL_BASE = 128;

/** The exit code for several jobs. */
export function highestExitCode(codes: readonly number[]): number {
  return Math.max(EXIT_CODES.succeeded, ...codes);
}

const NAME_BY_STATE: Readonly<Record<JobState, ExitName>> = {
  pending: "unfinished",
  running: "unfinished",
  succeeded: "succeeded",
  partial: "partial",
  failed: "failed",
  cancelled: "cancelled",
  unknown: "unfinished",
};

/** The states of the model. Help and completions list them without loading core. */
export const STATES: readonly string[] = Object.keys(NAME_BY_STATE);

/** The exit code for the latest state of a job. */
export function exitCodeFromState(state: JobState): number {
  return EXIT_CODES[NAME_BY_STATE[state]];
}

const NAME_BY_ERROR: Readonly<Record<JobStatusErrorCode, ExitName>> = {
  unauthenticated: "unauthenticated",
  forbidden: "forbidden",
  "not-found": "notFound",
  gone: "notFound",
  "rate-limited": "unavailable",
  unavailable: "unavailable",
  "invalid-response": "unavailable",
  "invalid-request": "usage",
  timeout: "timeout",
  aborted: "unfinished",
  "no-job": "noJob",
  unsuccessful: "failed",
};

/** The exit code for the code of an error. */
export function exitCodeFromError(code: JobStatusErrorCode): number {
  return EXIT_CODES[NAME_BY_ERROR[code]];
}
