import type { ClientContext } from "../context/client-context.ts";
import type { JobStatusError, JobStatusErrorDetails } from "../model/job-status-error.ts";

/** The error for a caller's abort; its cause is the signal's reason. */
export function abortedError(
  context: ClientContext,
  jobId: string,
  signal: AbortSignal,
  details?: Pick<JobStatusErrorDetails, "lastStatus" | "resume">,
): JobStatusError {
  const cause: unknown = signal.reason;
  return context.error("aborted", "the caller's signal was aborted", { jobId, cause, ...details });
}
