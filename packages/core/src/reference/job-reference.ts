import type { JobId } from "../request/job-request.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { NamedJob } from "../model/started-jobs.ts";

/**
 * What identifies a job:
 *
 * - its ID: text, a bigint, or an integer that a number holds exactly;
 * - a link to its status: a `URL`, or text that begins with `/` or with a scheme and `//`. It must lead to the client's own
 *   origin;
 * - the decoded body of the call that started it, in any shape that the provider's contract lists;
 * - the `Response` of that call: its `Location`, or else its body, which stays unread for others;
 * - a {@link NamedJob}: an id and the name of the operation that gives the job's status;
 * - a {@link ResumeToken}.
 */
export type JobReference = JobName | URL | Response | JobBody | readonly JobBody[];

/** What names a job without a link and without a response: an ID, a {@link NamedJob}, or a {@link ResumeToken}. */
export type JobName = JobId | NamedJob | ResumeToken;

/** The decoded body of a call that starts jobs: any object that is not one of those that are passed by mistake. */
export type JobBody = (object | { readonly [field: string]: unknown }) & {
  /** Not a promise. */
  readonly then?: never;
  /** Not a `Request`. */
  readonly bodyUsed?: never;
  /** Not a function. */
  readonly bind?: never;
  /** Not a client. */
  readonly watch?: never;
  /** Not an array, a `Map` or a `Set`. */
  readonly [Symbol.iterator]?: never;
};
