import type { JobStatusError, JobStatusErrorDetails } from "./job-status-error.ts";

/** What an error says of the response that it comes from, for another error that takes its place. */
export function responseFacts(error: JobStatusError): JobStatusErrorDetails {
  const { httpStatus, nativeCode, nativeMessage, requestId, retryAfterMs, permanent, where, excerpt } = error;
  return { httpStatus, nativeCode, nativeMessage, requestId, retryAfterMs, permanent, where, excerpt };
}
