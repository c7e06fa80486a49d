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

/** The meaning of each exit code, for the manual. */
export const EXIT_MEANINGS: Readonly<Record<ExitName, string>> = {
  succeeded: "every job succeeded, or reached the state of --until",
  internal: "a fault of this program, a full disk, or a command of --exec that failed",
  usage: "the command, a reference or a setting is wrong",
  unfinished: "the job has not ended (get)",
  partial: "the job ended, and a part of it failed",
  cancelled: "the job was cancelled",
  failed: "the job failed",
  timeout: "the job had not ended before the timeout",
  notFound: "the provider does not know the job, or no longer",
  noJob: "the response of the start call says that no job was started",
  unauthenticated: "the credentials are missing, wrong or expired",
  forbidden: "the account has no access to the job",
  unavailable: "no readable response: network, HTTP 5xx, rate limit, or a broken response",
};

/** The exit code of a command that a signal ended is this plus the signal's number. */
export const SIGNAL_BASE = 128;

const NAME_BY_STATE: Readonly<Record<JobState, ExitName>> = {
  pending: "unfinished",
  running: "unfinished",
  unknown: "unfinished",
  succeeded: "succeeded",
  partial: "partial",
  failed: "failed",
  cancelled: "cancelled",
};

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

/** The exit code for several jobs. */
export function highestExitCode(codes: readonly number[]): number {
  return codes.reduce<number>((highest, code) => Math.max(highest, code), EXIT_CODES.succeeded);
}

/** The exit code for the latest state of a job. */
export function exitCodeFromState(state: JobState): number {
  return EXIT_CODES[NAME_BY_STATE[state]];
}

/** The exit code for the code of an error. */
export function exitCodeFromError(code: JobStatusErrorCode): number {
  return EXIT_CODES[NAME_BY_ERROR[code]];
}
