import { INSPECT, showError } from "./show-error.ts";
import type { ResumeToken } from "./resume-token.ts";
import type { JobStatus } from "./job-status.ts";

/**
 * Why a status can't be determined: one closed vocabulary for every provider.
 *
 * - `unauthenticated`: the provider does not accept the credentials: they are missing, wrong or expired.
 * - `forbidden`: the provider knows the account and does not allow the request.
 * - `not-found`: the provider does not know the job, and it was never seen.
 * - `gone`: the job was seen before, and the provider no longer knows it.
 * - `rate-limited`: the provider received too many requests.
 * - `unavailable`: no readable response: a network error, a 5xx, a broken body; in a wait, after its retry budget.
 *   Of a start call: it is not known whether it started a job.
 * - `invalid-request`: an option, an ID or the request itself is wrong; repeating it does not help.
 * - `invalid-response`: a readable response that does not match the provider's specification.
 * - `timeout`: the job had not ended when the timeout expired.
 * - `aborted`: your signal was aborted.
 * - `no-job`: the provider says that the start call started no job.
 * - `unsuccessful`: you required success, and the job ended in another state.
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

/** What is known of an error, beyond its code. Absent if it does not apply. */
export interface JobStatusErrorDetails {
  /** The provider's name. */
  readonly provider?: string | undefined;
  /** The `operationId` of the call that failed. */
  readonly operation?: string | undefined;
  /** The job's ID. */
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
  /**
   * Set if repeating the request can't help, so that a wait ends at once: `always` if the server's certificate is refused;
   * `unless-seen` if the host is unknown or your own `fetch` has a fault, unless an earlier request of the wait succeeded.
   */
  readonly permanent?: "always" | "unless-seen" | undefined;
  /** The last status that was seen before the error. */
  readonly lastStatus?: JobStatus | undefined;
  /** What to pass to `wait` or `watch` in place of the job, to resume the wait. */
  readonly resume?: ResumeToken | undefined;
  /** The error that caused this one. */
  readonly cause?: unknown;
}

const BRAND = Symbol.for("@jobstatus/core JobStatusError");

/**
 * The one error of this library: the status of a job can't be determined. A job that failed is not an error but a
 * {@link JobStatus}. Credentials are redacted from all its properties; only `lastStatus` is passed on as the provider sent it.
 */
export class JobStatusError extends Error implements JobStatusErrorDetails {
  /**
   * Says whether a value is a `JobStatusError`, also one of another copy of this library, as two versions of it in one
   * program make it. `instanceof` knows only the errors of its own copy.
   */
  static is(value: unknown): value is JobStatusError {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  override readonly name = "JobStatusError";
  /** Why the status can't be determined. */
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
  declare readonly permanent?: "always" | "unless-seen";
  declare readonly lastStatus?: JobStatus;
  declare readonly resume?: ResumeToken;

  /**
   * @param code - Why the status can't be determined.
   * @param problem - What is wrong and what to do about it, in a sentence; the message puts the provider, the operation
   *   and the job in front of it.
   * @param details - What else is known.
   */
  constructor(code: JobStatusErrorCode, problem: string, details: JobStatusErrorDetails = {}) {
    const { cause, ...rest } = details;
    super(`${subjectOf(rest)}${problem}`, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.defineProperty(this, BRAND, { value: true });
    for (const [name, value] of Object.entries(rest)) {
      if (value !== undefined) Object.defineProperty(this, name, { value, enumerable: true });
    }
  }

  /** The page that explains the code and what to do, relative to the root of the documentation site. */
  get page(): string {
    return `errors/${this.code}/`;
  }

  /** All that is known, as plain JSON: `lastStatus` without `raw`, and of the cause its message. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { name, message, cause, lastStatus, ...rest } = this;
    const { raw: _raw, ...shown } = lastStatus ?? {};
    return {
      name,
      message,
      ...rest,
      ...(lastStatus && { lastStatus: shown }),
      ...(cause instanceof Error && { cause: cause.message }),
    };
  }

  /** What `console.log` shows in Node, Deno and Bun: the stack and one screen of properties. */
  [INSPECT](_depth: number, options: object, inspect: (value: unknown, options: object) => string): string {
    return showError(this, JobStatusError.is(this.cause), options, inspect);
  }
}

/** What the message of an error puts in front of the problem. */
export function subjectOf({ provider, operation, jobId }: JobStatusErrorDetails): string {
  const subject = [provider, operation, jobId !== undefined && `job ${JSON.stringify(jobId)}`]
    .filter(Boolean)
    .join(" ");
  return subject && `${subject}: `;
}
