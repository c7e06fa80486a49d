import type { JobStatusError } from "@jobstatus/core";

/** An error as one sentence. */
export function errorSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Why there is no further status of a job, as one sentence. A job that timed out may still be running. */
export function failureSentence(failure: JobStatusError): string {
  if (failure.code !== "timeout") return errorSentence(failure);
  return `${failure.provider} job ${JSON.stringify(failure.jobId)}: timed out, ${stillText(failure)}`;
}

/** What a job that timed out was doing, and why the last request failed if it did. */
export function stillText({ lastStatus, cause }: JobStatusError): string {
  const still = lastStatus ? `still ${lastStatus.state} (${lastStatus.native})` : "without a status";
  return cause instanceof Error ? `${still}; the last request failed: ${errorSentence(cause)}` : still;
}
