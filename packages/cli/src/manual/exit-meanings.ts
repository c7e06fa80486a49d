import type { ExitName } from "../exit-code.ts";

/** The meaning of each exit code. */
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
