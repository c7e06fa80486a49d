import type { ClientContext } from "../context/client-context.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import { lastFailure } from "./last-failure.ts";

/**
 * The error for a caller's abort; its cause is the signal's reason.
 *
 * @param lastError - Why the last request failed, if it did.
 */
export function abortedError(
  { error }: ClientContext,
  jobId: string | undefined,
  signal: AbortSignal,
  lastError?: JobStatusError,
): JobStatusError {
  const cause: unknown = signal.reason;
  return error("aborted", `the caller's signal was aborted${lastFailure(lastError)}`, { jobId, cause });
}
