import { checkOptions } from "../context/check-options.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { WATCH_OPTION_CHECKS, type StepOptions } from "../wait/wait-options.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { abortedError } from "../wait/aborted-error.ts";
import { pollOnce } from "../wait/poll-once.ts";
import { pollerFor } from "../wait/job-poller.ts";
import { resumeTokenFrom } from "../wait/resume-token.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { jobFrom } from "../reference/job-target.ts";
import { decide, resolveWaitOptions } from "../wait/decide.ts";

/** What one step of a wait came to. */
export type Step<Raw = unknown> =
  | {
      readonly done: true;
      /** The status at the end. */
      readonly status: JobStatus<Raw>;
    }
  | {
      readonly done: false;
      /** The status, where one was learned. */
      readonly status?: JobStatus<Raw>;
      /** Why none was learned, where that may pass. */
      readonly error?: JobStatusError;
      /** When to take the next step, in milliseconds since 1970. */
      readonly atMs: number;
      /** What to pass to the next step in place of the job. */
      readonly resume: ResumeToken;
    };

/**
 * Takes one step of a wait: asks once, and says what comes next and when. For workflow engines and queues that own the
 * sleeping: keep `resume`, come back at `atMs`, and take the next step from it, in this process or in another.
 *
 * @param job - The job, or the `resume` of the step before.
 * @throws JobStatusError - The status cannot be learned, or too many steps in a row failed.
 */
export async function step<Raw>(
  client: JobClient<Raw>,
  job: JobReference,
  options: StepOptions = {},
): Promise<Step<Raw>> {
  checkOptions("step", options, WATCH_OPTION_CHECKS);
  const context = contextOf(client);
  const { clock, random } = context;
  const found = jobFrom(context, job);
  const { signal } = options;
  if (signal?.aborted) throw abortedError(context, found.id, signal);
  // The one in which the question is asked: it remembers the response, and all that came with it.
  const poller = pollerFor<Raw>(context, found);
  const response = await pollOnce<Raw>(context, found, signal).catch(errorFrom);
  // The timeout is the engine's own, as the sleeping is.
  const terms = resolveWaitOptions(context, { ...options, timeoutMs: Infinity });
  const decision = decide(poller.memory, response, terms, { nowMs: clock.now(), random: random() });
  if (decision.next === "fail") throw decision.error;
  const learned = response instanceof JobStatusError ? { error: response } : { status: response };
  if (decision.next === "ask") {
    return { done: false, ...learned, atMs: decision.atMs, resume: resumeTokenFrom(poller) };
  }
  if (learned.status) return { done: true, status: learned.status };
  throw new TypeError("a step that fails is no end");
}

function errorFrom(error: unknown): JobStatusError {
  if (error instanceof JobStatusError) return error;
  throw error;
}
