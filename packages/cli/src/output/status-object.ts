import { failureSentence } from "../error-sentence.ts";
import type { JobRow } from "../job-row.ts";

/** A row as plain JSON: the status, or an error without its cause, which may be anything. */
export function statusObject({ provider, job, status, failure }: JobRow): object {
  if (!failure) return status ?? { provider, id: job };
  const { code, httpStatus, nativeCode, nativeMessage, requestId, retryAfterMs, where, lastStatus } = failure;
  const message = failureSentence(failure);
  return {
    provider,
    id: job,
    error: { code, message, httpStatus, nativeCode, nativeMessage, requestId, retryAfterMs, where, lastStatus },
  };
}
