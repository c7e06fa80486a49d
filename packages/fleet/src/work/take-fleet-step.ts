import { type JobClient, JobStatusError, type ResumeToken, type StepOptions, reserve, step } from "@jobstatus/core";
import type { JobWithMetadata } from "pg-boss";
import type { JobEnd, WaitData } from "../wait-data.ts";
import type { Outcome } from "./settle.ts";

/** What one step came to; `refused` is why the account was. */
export type StepResult = Outcome & { readonly refused?: JobStatusError };

/** How long the jobs of a refused account sleep at least; they are not claimed before the account is resumed. */
const PARKED_MS = 1_000;

/**
 * Takes the step of a wait. How much time has passed is what the database says, whatever this machine's clock shows.
 *
 * @throws - What no `JobStatusError` is.
 */
export async function takeFleetStep(
  clientName: string,
  client: JobClient,
  job: JobWithMetadata<WaitData>,
  options: StepOptions,
): Promise<StepResult> {
  const { data } = job;
  const { token, timeoutMs } = data;
  const passedMs = Math.max(0, job.startedOn.getTime() - job.createdOn.getTime());
  try {
    const taken = await step(client, token, {
      ...options,
      passedMs,
      early: "return",
      // An outage of the provider does not end a wait; its timeout does.
      retryBudgetMs: Infinity,
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    if (!taken.done) return { job, next: { ...data, token: taken.resume }, delayMs: taken.delayMs };
    const { raw, ...status } = taken.status;
    return {
      job,
      end: endOf(clientName, data, { status: data.raw ? { ...status, raw } : status, polls: token.polls + 1 }),
    };
  } catch (error) {
    if (!JobStatusError.is(error)) throw error;
    const resume = error.resume ?? reserve(client, token, { passedMs });
    if (error.code === "aborted") return { job, next: { ...data, token: resume }, delayMs: resume.minDelayMs };
    if (error.code === "unauthenticated" || error.code === "forbidden") {
      return { job, next: { ...data, token: resume }, delayMs: Math.max(PARKED_MS, resume.minDelayMs), refused: error };
    }
    return { job, end: endOf(clientName, data, { error: error.toJSON(), polls: resume.polls }) };
  }
}

function endOf(client: string, { token, tag }: WaitData, rest: Pick<JobEnd, "status" | "error" | "polls">): JobEnd {
  const { id, operation }: ResumeToken = token;
  return { client, id, ...(operation !== undefined && { operation }), ...(tag !== undefined && { tag }), ...rest };
}
