import { JobStatusError, type ResumeToken, reserve, step } from "@jobstatus/core";
import type { FleetClient } from "../open-clients.ts";
import type { ClaimedWait, WaitData } from "../wait-data.ts";
import type { JobEnd } from "../job-end.ts";
import type { Outcome } from "./settle.ts";

/** What one step came to; `isRefused` if the error is that of the account. */
export type StepResult = Outcome & { readonly error?: JobStatusError; readonly isRefused?: true };

/** How long the jobs of a refused account sleep at least, in milliseconds; they are not claimed before the account is resumed. */
const PARKED_MS = 1_000;

/**
 * Takes the step of a wait. How much time has passed is what the database says, whatever this machine's clock shows.
 *
 * @param signal - Ends the step: the wait then continues with the next one.
 */
export async function takeFleetStep(
  { name, client, durations, tally }: FleetClient,
  wait: ClaimedWait,
  signal: AbortSignal,
): Promise<StepResult> {
  const { data } = wait.job;
  const { token, timeoutMs, kind } = data;
  const passedMs = Math.max(0, (wait.claimedAt - data.writtenAt) * 1_000);
  const beginMs = performance.now();
  const noteRequest = () => {
    tally.steps += 1;
    if (passedMs + performance.now() - beginMs < token.minDelayMs) tally.brokenFloors += 1;
  };
  try {
    const taken = await step(client, token, {
      signal,
      passedMs,
      early: "return",
      // An outage of the provider does not end a wait; its timeout does.
      retryBudgetMs: Infinity,
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(kind !== undefined && { durations: { kind, store: durations } }),
    });
    if (taken.done || taken.status || taken.error) noteRequest();
    if (!taken.done) {
      const next = { ...data, token: taken.resume };
      return { ...wait, next, delayMs: taken.delayMs, ...(taken.error && { error: taken.error }) };
    }
    const { raw, ...status } = taken.status;
    const end = endOf(name, data, { status: data.raw ? { ...status, raw } : status, polls: token.polls + 1 });
    return { ...wait, end };
  } catch (error) {
    if (!JobStatusError.is(error)) throw error;
    const isAborted = error.code === "aborted";
    if (!isAborted) noteRequest();
    if (!isAborted && error.code !== "unauthenticated" && error.code !== "forbidden") {
      const { polls } = error.resume ?? token;
      return { ...wait, end: endOf(name, data, { error: error.toJSON(), polls }), error };
    }
    const resume = error.resume ?? reserve(client, token, { passedMs });
    const next = { ...data, token: resume };
    if (isAborted) return { ...wait, next, delayMs: resume.minDelayMs, error };
    return { ...wait, next, delayMs: Math.max(PARKED_MS, resume.minDelayMs), error, isRefused: true };
  }
}

function endOf(client: string, { token, tag }: WaitData, rest: Pick<JobEnd, "status" | "error" | "polls">): JobEnd {
  const { id, operation }: ResumeToken = token;
  return { client, id, ...(operation !== undefined && { operation }), ...(tag !== undefined && { tag }), ...rest };
}
