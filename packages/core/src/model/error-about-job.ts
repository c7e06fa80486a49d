import { responseFacts } from "./response-facts.ts";
import { JobStatusError, type JobStatusErrorDetails } from "./job-status-error.ts";

/**
 * The same error, as that of one job: for what went wrong before a job was asked for, or when it was asked for with others.
 *
 * @param subject - The job, and its last status.
 */
export function errorAboutJob(
  error: JobStatusError,
  subject: Pick<JobStatusErrorDetails, "jobId" | "lastStatus">,
  code = error.code,
): JobStatusError {
  const { provider, operation, message, cause } = error;
  // The provider and the operation come first in the message, and will do so again.
  const problem = message.slice(message.indexOf(": ") + 2);
  return new JobStatusError(code, problem, { ...responseFacts(error), provider, operation, ...subject, cause });
}
