import type { ClientContext } from "../context/client-context.ts";
import { operationContext } from "../context/operation-context.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";

/** The error for a job that did not succeed, if the caller required that. */
export function unsuccessfulError(client: ClientContext, status: JobStatus): JobStatusError {
  const { id, operation, state, native, message } = status;
  const { error } = operationContext(client, operation);
  const problem = `the job ended ${state} (${JSON.stringify(native)})${message ? `: ${message}` : ""}`;
  return error("unsuccessful", problem, { jobId: id, lastStatus: status });
}
