import type { JobStatusError } from "@jobstatus/core";

const MAX_CAUSES = 5;

/** An error as one sentence. If its message points at the cause, the innermost reason replaces the pointer. */
export function errorSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  let innermost: Error = error;
  for (let depth = 0; depth < MAX_CAUSES && innermost.cause instanceof Error; depth += 1) innermost = innermost.cause;
  if (innermost === error || !/see the cause/.test(error.message)) return error.message;
  // The message of a runtime's error may be empty; then its code must do.
  const reason = innermost.message || codeOf(innermost);
  return `${error.message.replace(/[:;,] see the cause/, "")} (${reason})`;
}

/** Why there is no further status of a job, as one sentence. A job that timed out may still be running. */
export function failureSentence(failure: JobStatusError): string {
  if (failure.code !== "timeout") return errorSentence(failure);
  return `${failure.provider} job ${JSON.stringify(failure.jobId)}: timed out, ${stillText(failure)}`;
}

/** What a job that timed out was doing. */
export function stillText({ lastStatus }: JobStatusError): string {
  return lastStatus ? `still ${lastStatus.state} (${lastStatus.native})` : "without a status";
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}
