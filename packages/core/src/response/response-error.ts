import type { Contract } from "../contract/contract.ts";
import type { JobStatusErrorCode } from "../model/job-status-error.ts";
import { errorTextIn, textsAt } from "./error-texts.ts";
import { textFrom, valueAt } from "./pointer.ts";

/** What a response says that is an error and no status. */
export interface ResponseError {
  readonly code: JobStatusErrorCode;
  readonly nativeCode: string | undefined;
  readonly nativeMessage: string | undefined;
}

/**
 * Reads the error of a response; undefined if the response isn't an error. The body takes precedence over the HTTP status: some
 * providers respond to every error with 200.
 *
 * @param body - The decoded body; undefined if it could not be read.
 * @param isStatus - Whether the HTTP status tells a job's status, as a redirect to its result does.
 */
export function readResponseError(
  contract: Contract,
  httpStatus: number,
  body: unknown,
  isStatus = false,
): ResponseError | undefined {
  const { errors } = contract;
  const answered = isStatus || (httpStatus >= 200 && httpStatus < 300);
  const denied = errors.success?.some(({ at, values }) => {
    const value = textFrom(valueAt(body, at));
    return value !== undefined && !values.includes(value);
  });
  if (answered && !denied) return undefined;
  const nativeCodes = (errors.native ?? []).flatMap((pointer) => textsAt(body, pointer));
  const { codes = {} } = errors;
  // Of several errors, one whose meaning is known decides.
  const known = nativeCodes.find((native) => Object.hasOwn(codes, native));
  const nativeCode = known ?? nativeCodes[0];
  const code = known && codes[known];
  return {
    code: code || (answered ? errors.defaultCode : (errors.http?.[httpStatus] ?? codeFromHttp(httpStatus))),
    nativeCode,
    nativeMessage: errorTextIn(errors, body),
  };
}

/** The code that an HTTP status means by itself (RFC 9110 section 15, RFC 6585). */
function codeFromHttp(status: number): JobStatusErrorCode {
  const codes: Readonly<Record<number, JobStatusErrorCode>> = {
    401: "unauthenticated",
    403: "forbidden",
    404: "not-found",
    408: "unavailable",
    410: "gone",
    425: "unavailable",
    429: "rate-limited",
  };
  return codes[status] ?? (status >= 500 ? "unavailable" : status >= 400 ? "invalid-request" : "invalid-response");
}
