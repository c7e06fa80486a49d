import type { JobStatusError } from "../model/job-status-error.ts";

/** Why the last request failed, for the message of an error that ends the wait for another reason; empty if it did not. */
export function lastFailure(lastError: JobStatusError | undefined): string {
  return lastError ? `; the last request failed: ${lastError.message}` : "";
}
