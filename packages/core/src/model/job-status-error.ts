import type { ResumeToken } from "./resume-token.ts";
import type { JobStatus } from "./job-status.ts";

/**
 * Why a status could not be learned: one closed vocabulary for every provider.
 *
 * - `unauthenticated`: the provider does not know who asks: the credentials are missing, wrong or no longer good.
 * - `forbidden`: the provider knows who asks and does not allow it.
 * - `not-found`: the provider does not know the job, and it was never seen.
 * - `gone`: the job was there before, and the provider no longer knows it.
 * - `rate-limited`: the provider was asked too often.
 * - `unavailable`: no readable response: a network fault, a 5xx, a broken body; in a wait, after its retries.
 * - `invalid-request`: an option, an id or the request itself is wrong; asking again will not help.
 * - `invalid-response`: a readable response that is not what the provider's specification says.
 * - `timeout`: the job had not ended when the timeout came.
 * - `aborted`: the caller's signal was aborted.
 * - `no-job`: the start call started no job.
 * - `unsuccessful`: the job ended, not in success, and the caller had asked for success.
 */
export type JobStatusErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "gone"
  | "rate-limited"
  | "unavailable"
  | "invalid-request"
  | "invalid-response"
  | "timeout"
  | "aborted"
  | "no-job"
  | "unsuccessful";

/** What is known of an error, beyond its code. Absent where it does not apply. */
export interface JobStatusErrorDetails {
  /** The provider's name. */
  readonly provider?: string | undefined;
  /** The `operationId` of the call that failed. */
  readonly operation?: string | undefined;
  /** The job's id. */
  readonly jobId?: string | undefined;
  /** The HTTP status of the response. */
  readonly httpStatus?: number | undefined;
  /** The provider's own error code. */
  readonly nativeCode?: string | undefined;
  /** The provider's own text about the error. */
  readonly nativeMessage?: string | undefined;
  /** The provider's name for the request, for its support. */
  readonly requestId?: string | undefined;
  /** How long the provider asks to wait before the next request, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Where in the response the fault is: a JSON Pointer (RFC 6901). */
  readonly where?: string | undefined;
  /** The beginning of a response that could not be read. */
  readonly excerpt?: string | undefined;
  /** The last status that was seen before the error. */
  readonly lastStatus?: JobStatus | undefined;
  /** What to pass to `wait` or `watch` in place of the job, to go on from here. */
  readonly resume?: ResumeToken | undefined;
  /** What lay behind the error. */
  readonly cause?: unknown;
}

/**
 * The one error of this library: the status of a job could not be learned. That a job failed is no error but a
 * {@link JobStatus}. Credentials are struck out of all
 * that it says; only `lastStatus` is passed on as the provider sent it.
 */
export class JobStatusError extends Error implements JobStatusErrorDetails {
  override readonly name = "JobStatusError";
  /** Why the status could not be learned. */
  readonly code: JobStatusErrorCode;
  declare readonly provider?: string;
  declare readonly operation?: string;
  declare readonly jobId?: string;
  declare readonly httpStatus?: number;
  declare readonly nativeCode?: string;
  declare readonly nativeMessage?: string;
  declare readonly requestId?: string;
  declare readonly retryAfterMs?: number;
  declare readonly where?: string;
  declare readonly excerpt?: string;
  declare readonly lastStatus?: JobStatus;
  declare readonly resume?: ResumeToken;

  /**
   * @param code - Why the status could not be learned.
   * @param problem - What is wrong and what to do about it, in a sentence; the message puts the provider, the operation
   *   and the job in front of it.
   * @param details - What else is known.
   */
  constructor(code: JobStatusErrorCode, problem: string, details: JobStatusErrorDetails = {}) {
    const { cause, ...rest } = details;
    const subject = [rest.provider, rest.operation, rest.jobId !== undefined && `job ${JSON.stringify(rest.jobId)}`];
    const prefix = subject.filter(Boolean).join(" ");
    super(`${prefix && `${prefix}: `}${problem}`, cause === undefined ? undefined : { cause });
    this.code = code;
    for (const [name, value] of Object.entries(rest)) {
      if (value !== undefined) Object.defineProperty(this, name, { value, enumerable: true });
    }
  }

  /** The page that explains the code and what to do, relative to the root of the documentation site. */
  get page(): string {
    return `errors/${this.code}/`;
  }
}
