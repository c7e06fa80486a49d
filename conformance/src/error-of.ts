import { JobStatusError } from "@jobstatus/core";
import type { ExpectedError } from "./case-types.ts";

/**
 * Waits for a promise to be rejected with a JobStatusError, and gives the error.
 *
 * @throws Error - the promise was fulfilled. Whatever else the promise was rejected with.
 */
export async function errorOf(promise: Promise<unknown>): Promise<JobStatusError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof JobStatusError) return error;
    throw error;
  }
  throw new Error("there was no error");
}

/** What an error says of the response that it comes from. */
export function factsOfError(error: JobStatusError): Partial<ExpectedError> {
  const { code, httpStatus, nativeCode, nativeMessage, retryAfterMs, requestId, where, excerpt } = error;
  const facts = { code, httpStatus, nativeCode, nativeMessage, retryAfterMs, requestId, where, excerpt };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
