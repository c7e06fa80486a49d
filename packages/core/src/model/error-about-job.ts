import { JobStatusError, type JobStatusErrorDetails, subjectOf } from "./job-status-error.ts";
import { responseFacts } from "./response-facts.ts";

/**
 * The same error with more known of its job: for what went wrong before a job was polled, or when it was polled with others, and
 * for the end of a wait.
 *
 * @param details - What is known of the job.
 */
export function errorAboutJob(
  error: JobStatusError,
  details: Pick<JobStatusErrorDetails, "jobId" | "lastStatus" | "resume">,
  code = error.code,
): JobStatusError {
  const { provider, operation, message, cause, jobId, lastStatus } = error;
  // The constructor puts the subject in front of the problem again.
  const problem = message.slice(subjectOf(error).length);
  const known = { ...responseFacts(error), provider, operation, jobId, lastStatus };
  return new JobStatusError(code, problem, { ...known, ...details, cause });
}
