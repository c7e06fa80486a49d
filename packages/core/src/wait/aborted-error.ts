import type { ClientContext } from "../client/client-context.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";

/** The error for a caller's abort; its cause is the signal's reason. */
export function abortedError(
  context: ClientContext,
  jobId: string,
  signal: AbortSignal,
  lastStatus?: JobStatus,
): JobStatusError {
  const cause: unknown = signal.reason;
  return context.error("aborted", "the caller's signal was aborted", { jobId, lastStatus, cause });
}
