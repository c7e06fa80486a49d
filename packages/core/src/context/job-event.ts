import type { JobStatus } from "../model/job-status.ts";
import type { JobStatusError } from "../model/job-status-error.ts";

/** What every event says. */
export interface JobEventSubject {
  /** The provider's name. */
  readonly provider: string;
  /** The job's id. */
  readonly id: string;
  /** When it happened, in milliseconds on the client's clock. */
  readonly atMs: number;
}

/**
 * What happens while jobs are asked for, for logs and metrics. No event holds a credential, unless a
 * provider wrote one into a status.
 *
 * - `request`: a request was sent.
 * - `response`: a status was learned; `tookMs` is how long the request took, in milliseconds.
 * - `changed`: the status is another one than the `previous`; the first status is a change too.
 * - `rate-limited`: the provider does not want to be asked before `untilMs`.
 * - `retry-scheduled`: the request failed, and another one is planned for `nextAtMs`.
 * - `ended`: the job has ended.
 */
export type JobEvent =
  | (JobEventSubject & { readonly type: "request" })
  | (JobEventSubject & { readonly type: "response"; readonly status: JobStatus; readonly tookMs: number })
  | (JobEventSubject & {
      readonly type: "changed";
      readonly status: JobStatus;
      readonly previous: JobStatus | undefined;
    })
  | (JobEventSubject & { readonly type: "rate-limited"; readonly error: JobStatusError; readonly untilMs: number })
  | (JobEventSubject & { readonly type: "retry-scheduled"; readonly error: JobStatusError; readonly nextAtMs: number })
  | (JobEventSubject & { readonly type: "ended"; readonly status: JobStatus });
