import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { withReason } from "../model/thrown.ts";

/** What was thrown, as the one error of this library. */
export function errorFrom({ error }: ClientContext, jobId: string | undefined, cause: unknown): JobStatusError {
  if (cause instanceof JobStatusError) return cause;
  return error("unavailable", withReason("an unexpected fault", cause), { jobId, cause });
}
