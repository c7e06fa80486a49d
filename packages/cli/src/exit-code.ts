import type { JobState, JobStatusErrorCode } from "@jobstatus/core";

/** How the command ended, as its exit code. With several jobs the highest of their codes holds. */
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

/** What each exit code means, in a sentence, for the manual. */
export const EXIT_MEANINGS: Readonly<Record<ExitName, string>> = {
  succeeded: "every job succeeded, or came to the state that --until names",
  internal: "a fault of this program",
  usage: "the command, a reference or a setting is wrong",
  unfinished: "the job has not ended (get)",
  partial: "the job ended, and a part of it failed",
  cancelled: "the job was cancelled",
  failed: "the job failed",
  timeout: "the job had not ended when the timeout came",
  notFound: "the provider does not know the job, or no longer",
  noJob: "the start call's response says that no job was started",
  unauthenticated: "the credentials are missing, wrong or no longer good",
  forbidden: "the account may not ask for this job",
  unavailable: "no readable response came: network, HTTP 5xx, a rate limit, or a broken response",
};

/** What is added to a signal's number for the exit code of a command that it ended, as shells do. */
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

/** The exit code for several jobs: the highest of theirs. */
export function highestExitCode(codes: readonly number[]): number {
  return codes.reduce<number>((highest, code) => Math.max(highest, code), EXIT_CODES.succeeded);
}

/** The exit code for a job's last state. */
export function exitCodeFromState(state: JobState): number {
  return EXIT_CODES[NAME_BY_STATE[state]];
}

/** The exit code for an error's code. */
export function exitCodeFromError(code: JobStatusErrorCode): number {
  return EXIT_CODES[NAME_BY_ERROR[code]];
}
