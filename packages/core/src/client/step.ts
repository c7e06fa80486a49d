import { checkOptions } from "../context/check-options.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { WATCH_OPTION_CHECKS, type StepOptions } from "../wait/wait-options.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { abortedError } from "../wait/aborted-error.ts";
import { askOnce } from "../wait/ask-once.ts";
import { conversationAbout } from "../wait/conversation.ts";
import { resumeTokenFrom } from "../wait/resume-token.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { jobFrom } from "../reference/job-target.ts";
import { judge, termsFrom } from "../wait/verdict.ts";

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
  checkOptions(options, WATCH_OPTION_CHECKS);
  const context = contextOf(client);
  const { clock, random } = context;
  const found = jobFrom(context, job);
  const { signal } = options;
  if (signal?.aborted) throw abortedError(context, found.id, signal);
  // The one in which the question is asked: it remembers the answer, and all that came with it.
  const conversation = conversationAbout<Raw>(context, found);
  const answer = await askOnce<Raw>(context, found, signal).catch(errorFrom);
  // The deadline is the engine's own, as the sleeping is.
  const terms = termsFrom(context, { ...options, deadlineMs: Infinity });
  const verdict = judge(conversation.memory, answer, terms, { nowMs: clock.now(), random: random() });
  if (verdict.next === "fail") throw verdict.error;
  const learned = answer instanceof JobStatusError ? { error: answer } : { status: answer };
  if (verdict.next === "ask") {
    return { done: false, ...learned, atMs: verdict.atMs, resume: resumeTokenFrom(conversation) };
  }
  if (learned.status) return { done: true, status: learned.status };
  throw new TypeError("a step that fails is no end");
}

function errorFrom(error: unknown): JobStatusError {
  if (error instanceof JobStatusError) return error;
  throw error;
}
