import type { JobStatusError } from "@jobstatus/core";
import { errorSentence } from "../error-sentence.ts";

/** An error in place of a status: plain JSON, without a cause, which may be anything. */
export function errorObject(provider: string, id: string, failure: JobStatusError): object {
  const { code, httpStatus, nativeCode, nativeMessage, requestId, retryAfterMs, where, lastStatus } = failure;
  const message = errorSentence(failure);
  return {
    provider,
    id,
    error: { code, message, httpStatus, nativeCode, nativeMessage, requestId, retryAfterMs, where, lastStatus },
  };
}
