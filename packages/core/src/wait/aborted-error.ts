import type { ClientContext } from "../context/client-context.ts";
import type { JobStatusError } from "../model/job-status-error.ts";

/** The error for a caller's abort; its cause is the signal's reason. */
export function abortedError({ error }: ClientContext, jobId: string | undefined, signal: AbortSignal): JobStatusError {
  const cause: unknown = signal.reason;
  return error("aborted", "the caller's signal was aborted", { jobId, cause });
}
