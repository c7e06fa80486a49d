import type { JobStatusError, JobStatusErrorCode, JobStatusErrorDetails } from "../model/job-status-error.ts";
import { withReason } from "../model/thrown.ts";
import type { JobPoller } from "./job-poller.ts";
import { lastFailure } from "./last-failure.ts";

/** The job of an error, and what is known of it. */
type Subject<Raw> = Pick<JobPoller<Raw>, "context" | "id" | "state">;

/** The error of a wait whose timeout has come. */
export function timeoutError<Raw>(
  subject: Subject<Raw>,
  timeoutMs: number,
  problem = `the job had not ended after ${timeoutMs} ms`,
): JobStatusError {
  const { lastStatus, lastError } = subject.state;
  const seen = lastStatus
    ? `it was last seen ${lastStatus.state} (${JSON.stringify(lastStatus.native)})`
    : "its status was never seen";
  // A longer wait does not help if the requests fail.
  const advice = `${lastError ? "find out why" : "wait longer"}, or resume later with the resume token`;
  return waitError(subject, "timeout", `${problem}; ${seen}${lastFailure(lastError)}; ${advice}`, { cause: lastError });
}

/** The error of a wait in which no request fits before the timeout; the decision has an error if the provider named the pause. */
export function noTimeError<Raw>(
  subject: Subject<Raw>,
  { error }: { readonly error?: JobStatusError },
  timeoutMs: number,
  nowMs: number,
): JobStatusError {
  if (error) return tooLateError(subject, error, nowMs);
  return timeoutError(subject, timeoutMs, subject.state.notBeforeMs > nowMs ? tooLate(subject, nowMs) : undefined);
}

function tooLate({ state }: Pick<Subject<unknown>, "state">, nowMs: number): string {
  return `the next request is allowed in ${Math.ceil(state.notBeforeMs - nowMs)} ms, too late for the timeout`;
}

/** The error of a wait whose provider allows the next request only after the timeout, which is said at once. */
function tooLateError<Raw>(subject: Subject<Raw>, error: JobStatusError, nowMs: number): JobStatusError {
  const { code, ...facts } = error;
  const { nativeMessage, nativeCode, httpStatus } = facts;
  const native =
    nativeMessage ?? nativeCode ?? (httpStatus === undefined ? "the request failed" : `HTTP ${httpStatus}`);
  return waitError(subject, code, `${native}; ${tooLate(subject, nowMs)}`, { ...facts, cause: error });
}

/** The error of a wait one of whose functions threw. */
export function callbackError<Raw>(subject: Subject<Raw>, cause: unknown): JobStatusError {
  return waitError(subject, "invalid-request", withReason("a function among the options threw", cause), { cause });
}

function waitError<Raw>(
  { context, id, state }: Subject<Raw>,
  code: JobStatusErrorCode,
  problem: string,
  details: JobStatusErrorDetails,
): JobStatusError {
  return context.error(code, problem, { jobId: id, lastStatus: state.lastStatus, ...details });
}
