import { JobStatusError, type JobStatusErrorDetails, subjectOf } from "./job-status-error.ts";

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
  const { message, cause, ...known } = error;
  // The constructor puts the subject in front of the problem again.
  const problem = message.slice(subjectOf(error).length);
  const about = { ...known, code, ...details, cause };
  return new JobStatusError(code, problem, about);
}
