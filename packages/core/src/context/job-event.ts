import type { JobTime } from "../contract/contract.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";

/** What every event says. */
export interface ProviderEvent {
  /** The provider's name. */
  readonly provider: string;
  /** When it happened, in milliseconds since 1970. */
  readonly atMs: number;
}

/** What an event of jobs says. */
export interface JobsEvent extends ProviderEvent {
  /** The name of the operation that gives the jobs' statuses; absent if it is the default. */
  readonly operation?: string;
}

/** What an event of one job says. */
export interface JobEventSubject extends JobsEvent {
  /** The job's ID. */
  readonly id: string;
}

/** What an event of one HTTP request says. */
export interface RequestEventSubject extends JobsEvent {
  /** The IDs of the jobs that the request is about: several if the provider reports on many at once. */
  readonly ids: readonly string[];
}

/**
 * What happens while jobs are polled, for logs and metrics. No event holds a credential, unless a provider wrote one into a
 * status.
 *
 * Of HTTP requests for statuses:
 *
 * - `request`: an HTTP request was sent. Logins are not counted here.
 * - `response`: that request has ended, with a response or with an `error`; `durationMs` is how long it took. Each `request` has
 *   one `response`.
 *
 * Of one job:
 *
 * - `polling-started`: a call needs the job's status, and none did before.
 * - `polling-stopped`: no call needs it any more. Each `polling-started` has one `polling-stopped`, however the calls end.
 * - `changed`: the status differs from the `previous` one; the first status is a change too. `estimatedEnd` is the schedule's
 *   estimate, absent if nothing is known.
 * - `rate-limited`: the provider does not want the job to be polled before `untilMs`, in milliseconds since 1970.
 * - `retry-scheduled`: a request failed, and the next one is planned for `nextAtMs`, in milliseconds since 1970.
 * - `unreadable-time`: the provider's `text` for a time, such as `startedAt`, can't be read, so the status has none. Told once for each
 *   time.
 * - `ended`: the job has ended.
 * - `failed`: a wait has ended with an error, which holds the last status.
 *
 * Of the client's session, if the provider has sessions:
 *
 * - `logged-in`: a login has opened a session.
 * - `session-renewed`: the provider has extended the session with a response.
 * - `logged-out`: the session was ended.
 */
export type JobEvent =
  | (RequestEventSubject & { readonly type: "request" })
  | (RequestEventSubject & { readonly type: "response"; readonly durationMs: number; readonly error?: JobStatusError })
  | (JobEventSubject & { readonly type: "polling-started" | "polling-stopped" })
  | (JobEventSubject & {
      readonly type: "changed";
      readonly status: JobStatus;
      readonly previous: JobStatus | undefined;
      readonly estimatedEnd?: EstimatedEnd;
    })
  | (JobEventSubject & { readonly type: "rate-limited"; readonly error: JobStatusError; readonly untilMs: number })
  | (JobEventSubject & { readonly type: "retry-scheduled"; readonly error: JobStatusError; readonly nextAtMs: number })
  | (JobEventSubject & { readonly type: "ended"; readonly status: JobStatus })
  | (JobEventSubject & { readonly type: "unreadable-time"; readonly time: JobTime; readonly text: string })
  | (JobEventSubject & { readonly type: "failed"; readonly error: JobStatusError })
  | (ProviderEvent & { readonly type: "logged-in" | "session-renewed" | "logged-out" });
