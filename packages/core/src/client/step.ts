import { wallNow } from "../async/clock.ts";
import { checkOptions } from "../context/check-options.ts";
import { type ClientContext, contextForCall } from "../context/client-context.ts";
import { operationContext } from "../context/operation-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobState, TerminalState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { jobFromToken, resolveJob } from "../reference/resolve-job.ts";
import { passedSince } from "../wait/poll-state.ts";
import { type Step, takeStep } from "../wait/take-step.ts";
import { STEP_OPTION_CHECKS, type StepOptions } from "../wait/wait-options.ts";
import { isIterable } from "./is-iterable.ts";
import type { JobClient } from "./job-client.ts";

/**
 * Takes one step of a wait: polls once, and says what comes next and when. For queues and workflow engines that do the sleeping:
 * keep `resume`, come back after `delayMs`, and take the next step from it, in this process or in another.
 *
 * @param job - The job, or the `resume` of the step before.
 * @param options - `timeoutMs` counts from the first step; by default a wait that is made of steps has no timeout.
 * @throws JobStatusError - The status can't be determined, the timeout expired, or requests have failed for too long; it holds the
 *   resume token.
 */
export function step<Raw, Native extends string, Result>(
  client: JobClient<Raw, Native, Result>,
  job: JobReference,
  options?: StepOptions<Raw, Native> & { readonly until?: undefined },
): Promise<Step<Raw, Native, TerminalState, Result>>;
/** Takes one step of a wait that ends with its job, or as soon as `until` returns true. */
export function step<Raw, Native extends string, Result>(
  client: JobClient<Raw, Native, Result>,
  job: JobReference,
  options?: StepOptions<Raw, Native>,
): Promise<Step<Raw, Native, JobState, Result>>;
export async function step<Raw, Native extends string, Result>(
  client: JobClient<Raw, Native, Result>,
  job: JobReference,
  options: StepOptions<Raw, Native> = {},
): Promise<Step<Raw, Native, JobState, Result>> {
  checkOptions("step", options, STEP_OPTION_CHECKS);
  return stepIn<Raw, Native, Result>(contextForCall(contextOf(client)), job, options);
}

async function stepIn<Raw, Native extends string, Result>(
  context: ClientContext,
  job: JobReference,
  options: StepOptions<Raw, Native>,
): Promise<Step<Raw, Native, JobState, Result>> {
  const found = resolveJob(context, job);
  const target = typeof found === "function" ? await found(options.signal) : found;
  // The provider's package states the status values.
  return (await takeStep(context, target, options as StepOptions<Raw>)) as Step<Raw, Native, JobState, Result>;
}

/** What one step of one of several waits came to: a step, or the error that ended that wait. */
export type StepOutcome<
  Raw = unknown,
  Native extends string = string,
  End extends JobState = TerminalState,
  Result = unknown,
> = Step<Raw, Native, End, Result> | { readonly done: true; readonly status?: never; readonly error: JobStatusError };

/**
 * Takes one step of each of several waits: jobs that the provider can report on together are polled together. One job's error
 * does not end the others.
 *
 * @returns What came of each job, in the order of the jobs.
 * @throws JobStatusError - `invalid-request`: the jobs are not a list, or an option is wrong.
 */
export function stepAll<Raw, Native extends string, Result>(
  client: JobClient<Raw, Native, Result>,
  jobs: Iterable<JobReference>,
  options?: StepOptions<Raw, Native> & { readonly until?: undefined },
): Promise<readonly StepOutcome<Raw, Native, TerminalState, Result>[]>;
/** Takes one step of each of several waits that end with their jobs, or as soon as `until` returns true. */
export function stepAll<Raw, Native extends string, Result>(
  client: JobClient<Raw, Native, Result>,
  jobs: Iterable<JobReference>,
  options?: StepOptions<Raw, Native>,
): Promise<readonly StepOutcome<Raw, Native, JobState, Result>[]>;
export async function stepAll<Raw, Native extends string, Result>(
  client: JobClient<Raw, Native, Result>,
  jobs: Iterable<JobReference>,
  options: StepOptions<Raw, Native> = {},
): Promise<readonly StepOutcome<Raw, Native, JobState, Result>[]> {
  checkOptions("stepAll", options, STEP_OPTION_CHECKS);
  if (!isIterable(jobs, Symbol.iterator)) {
    throw new JobStatusError("invalid-request", 'stepAll: pass the jobs as a list, such as ["1", "2"]');
  }
  const context = contextForCall(contextOf(client));
  return Promise.all(
    Array.from(jobs, (job) =>
      stepIn<Raw, Native, Result>(context, job, options).catch(
        (error: unknown): StepOutcome<Raw, Native, JobState, Result> => {
          if (error instanceof JobStatusError) return { done: true, error };
          throw error;
        },
      ),
    ),
  );
}

/**
 * The token to keep before a step is taken, for engines that repeat a step after a crash: with it the repeated step waits until
 * the provider's limit allows it, as if the first try had sent its request. Nothing is sent.
 *
 * @param token - The token from which the step is taken.
 * @param options - `passedMs`: how much time has passed since the token was made. Default: by the wall clock.
 * @throws JobStatusError - `invalid-request`: the token is damaged, or of another provider.
 */
export function reserve(
  client: JobClient,
  token: ResumeToken,
  { passedMs }: Pick<StepOptions, "passedMs"> = {},
): ResumeToken {
  const { token: checked } = jobFromToken(contextOf(client), token);
  const context = operationContext(contextOf(client), checked.operation);
  const nowMs = wallNow(context.clock);
  const sinceMs = passedMs ?? passedSince(context.clock, checked);
  const { createdAtMs, startedAtMs, minDelayMs, outageMs, unchangedMs } = checked;
  return {
    ...checked,
    startedAtMs: nowMs - sinceMs - Math.max(0, createdAtMs - startedAtMs),
    createdAtMs: nowMs,
    minDelayMs: Math.max(context.contract.minPollIntervalMs ?? 0, minDelayMs - sinceMs),
    outageMs: checked.failures > 0 ? outageMs + sinceMs : 0,
    unchangedMs: unchangedMs + sinceMs,
  };
}
