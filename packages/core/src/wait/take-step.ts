import { wallNow } from "../async/clock.ts";
import type { ClientContext } from "../context/client-context.ts";
import { operationContext } from "../context/operation-context.ts";
import { reportRejection } from "../context/report-thrown.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import type { JobState, TerminalState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { JobTarget } from "../model/job-target.ts";
import { abortedError } from "./aborted-error.ts";
import { type Decision, decide } from "./decide.ts";
import { keepDuration } from "./durations.ts";
import { errorFrom } from "./error-from.ts";
import type { JobPoller } from "./job-poller.ts";
import { pollOnce } from "./poll-once.ts";
import { createPollState, passedSince } from "./poll-state.ts";
import { pollerFor } from "./poller-group.ts";
import { type ResolvedWaitOptions, resolveWaitOptions } from "./resolve-wait-options.ts";
import { resumeTokenFrom } from "./resume-token.ts";
import type { StepOptions } from "./wait-options.ts";
import { callbackError, noTimeError } from "./wait-errors.ts";

/**
 * What one step of a wait came to.
 *
 * @typeParam End - The states in which the wait can end: the terminal ones, or all of them with the option `until`.
 */
export type Step<
  Raw = unknown,
  Native extends string = string,
  End extends JobState = TerminalState,
  Result = unknown,
> =
  | {
      readonly done: true;
      /** The status at the end. */
      readonly status: JobStatus<Raw, End, Native, Result>;
      readonly error?: never;
    }
  | {
      readonly done: false;
      /** The status; absent if the request failed, or none was sent. */
      readonly status?: JobStatus<Raw, JobState, Native, Result>;
      /** Why the request failed, if that may pass. */
      readonly error?: JobStatusError;
      /** Whether the status differs from the last one. */
      readonly changed: boolean;
      /** How long to wait before the next step, in milliseconds. */
      readonly delayMs: number;
      /** When to take the next step by this machine's wall clock, in milliseconds since 1970. */
      readonly atMs: number;
      /** What to pass to the next step in place of the job. */
      readonly resume: ResumeToken;
    };

/**
 * Polls a job once, and says what comes next and when.
 *
 * @throws JobStatusError - The wait has ended with an error, which holds the resume token.
 */
export async function takeStep<Raw>(
  client: ClientContext,
  target: JobTarget,
  options: StepOptions<Raw>,
): Promise<Step<Raw, string, JobState>> {
  const context = operationContext(client, target.operation);
  const { signal, passedMs, early, timeoutMs = client.options.timeoutMs ?? Infinity } = options;
  const { engine, clock, random } = context;
  const nowMs = engine.timers.now();
  const state = createPollState<Raw>(nowMs, target.token, passedMs ?? passedSince(clock, target.token));
  const resumed = () => resumeTokenFrom({ context, id: target.id, state });
  if (signal?.aborted) throw errorAboutJob(abortedError(context, target.id, signal), { resume: resumed() });
  if (early === "return" && state.notBeforeMs > nowMs) {
    return pendingStep(context, { changed: false, resume: resumed() }, state.notBeforeMs);
  }
  const poller = pollerFor<Raw>(client, target, passedMs);
  const resolved = resolveWaitOptions(context, { ...options, timeoutMs });
  const timeoutAtMs = poller.state.startedMs + timeoutMs;
  const { changedMs } = poller.state;
  const fail = (error: JobStatusError) => {
    const { lastStatus } = poller.state;
    return errorAboutJob(error, { jobId: poller.id, lastStatus, resume: resumeTokenFrom(poller) });
  };
  const outcome = await pollOnce<Raw>(client, target, signal, passedMs).catch((cause: unknown) =>
    errorFrom(context, target.id, cause),
  );
  if (signal?.aborted) throw fail(abortedError(context, target.id, signal, poller.state.lastError));
  let decision: Decision;
  try {
    decision = decide(poller.state, outcome, resolved, { nowMs: engine.timers.now(), random: random(), timeoutAtMs });
    if (!(outcome instanceof JobStatusError)) noteStall(poller, outcome, resolved, changedMs);
  } catch (cause) {
    throw fail(callbackError(poller, cause));
  }
  if (decision.next === "fail") throw fail(decision.error);
  if (decision.next === "timeout") {
    throw fail(noTimeError(poller, decision, timeoutMs, engine.timers.now()));
  }
  if (outcome instanceof JobStatusError) {
    if (decision.next === "end") throw fail(outcome);
    return pendingStep(context, { error: outcome, changed: false, resume: resumeTokenFrom(poller) }, decision.atMs);
  }
  if (decision.next === "end") {
    keepDuration(resolved, poller.state, outcome, engine.timers.now());
    return { done: true, status: outcome };
  }
  const changed = poller.state.hasChanged;
  return pendingStep(context, { status: outcome, changed, resume: resumeTokenFrom(poller) }, decision.atMs);
}

function pendingStep<Raw>(
  { engine, clock }: ClientContext,
  step: Pick<Step<Raw> & { done: false }, "status" | "error" | "changed" | "resume">,
  nextMs: number,
): Step<Raw> & { done: false } {
  const delayMs = Math.max(0, nextMs - engine.timers.now());
  return { done: false, ...step, delayMs, atMs: wallNow(clock) + delayMs };
}

/** Calls the caller's function in the step in which the time without a change passes its bound. */
function noteStall<Raw>(
  { state, context }: JobPoller<Raw>,
  status: JobStatus<Raw>,
  { stallMs, onStall }: ResolvedWaitOptions<Raw>,
  changedMs: number,
): void {
  const unchangedMs = context.engine.timers.now() - state.changedMs;
  const before = state.samples.at(-2)?.elapsedMs ?? 0;
  const unchangedBeforeMs = state.startedMs + before - state.changedMs;
  if (state.changedMs === changedMs && unchangedMs >= stallMs && unchangedBeforeMs < stallMs) {
    reportRejection("onStall", onStall?.(status));
  }
}
