import type { JobId } from "../request/job-request.ts";
import type { ResumeToken } from "../model/resume-token.ts";

/**
 * A job as a caller may have it:
 *
 * - its id: text, a bigint, or an integer that a number holds exactly;
 * - a link to its status: a `URL`, or text that begins with `/` or with a scheme and `//`. It has to lead to the client's
 *   own origin;
 * - the decoded body of the call that started it, in any shape that the provider's contract lists;
 * - the `Response` of that call: its `Location`, or else its body, which stays unread for others;
 * - a {@link ResumeToken}.
 */
export type JobReference = JobId | URL | Response | ResumeToken | object;
