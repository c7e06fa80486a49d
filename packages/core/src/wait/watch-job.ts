import { ask, turnKey } from "../request/ask.ts";
import type { ClientContext } from "../client/client-context.ts";
import { isEndState } from "../model/job-state.ts";
import { JobStatusError, type JobStatusErrorCode } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { backoff } from "./schedule.ts";
import { openScope } from "./scope.ts";
import { nextTurnMs } from "./turn.ts";
import type { WatchOptions } from "../client/wait-options.ts";
import { wakeTimeMs } from "./wake-time.ts";

const DEFAULT_RETRIES = 8;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** The faults that may pass. */
const PASSING: ReadonlySet<JobStatusErrorCode> = new Set(["rate-limited", "unavailable", "contract"]);

/**
 * Asks for a job's status until it has ended, and yields each change. Leaving the loop early leaves nothing behind.
 *
 * @param beganMs - The moment of the call, from which the deadline counts.
 * @throws JobStatusError - `deadline`, `aborted`, or why the status could not be learned.
 */
export async function* watchJob<Raw>(
  context: ClientContext,
  id: string,
  options: WatchOptions,
  beganMs: number,
): AsyncGenerator<JobStatus<Raw>, void, undefined> {
  const { clock, contract, random } = context;
  const { schedule = backoff, retries = DEFAULT_RETRIES, deadlineMs = contract.deadlineMs } = options;
  const deadlineAtMs = beganMs + deadlineMs;
  const scope = openScope(clock, options.signal, deadlineAtMs - clock.now());
  let last: JobStatus<Raw> | undefined;
  let fault: JobStatusError | undefined;
  let polls = 0;
  let failures = 0;
  let slowestMs = 0;
  try {
    for (;;) {
      const askedMs = clock.now();
      const answer = await ask<Raw>(context, { id, signal: scope.signal, lastStatus: last }).catch(errorFrom);
      const nowMs = clock.now();
      slowestMs = Math.max(slowestMs, nowMs - askedMs);
      let delayMs: number;
      let notBeforeMs = nextTurnMs(clock, turnKey(context, id));
      if (answer instanceof JobStatusError) {
        fault = answer;
        const appearing = answer.code === "not-found" && nowMs - beganMs < (contract.appearanceMs ?? 0);
        if (!appearing) failures += 1;
        if (!appearing && (!PASSING.has(answer.code) || failures > retries)) throw answer;
        delayMs = retryDelayMs(failures, random());
        notBeforeMs = Math.max(notBeforeMs, nowMs + (answer.retryAfterMs ?? 0));
        // To sleep until then would only delay the bad news.
        if (answer.retryAfterMs !== undefined && notBeforeMs >= deadlineAtMs) throw answer;
      } else {
        const changed = !last || fingerprint(answer) !== fingerprint(last);
        [last, fault, failures] = [answer, undefined, 0];
        polls += 1;
        if (changed) yield answer;
        if (isEndState(answer.state)) return;
        delayMs = schedule({ status: answer, polls, elapsedMs: clock.now() - beganMs, random: random() });
        // A schedule that answers NaN or less than nothing would make a hot loop.
        if (!(delayMs >= 0)) throw context.error("invalid-request", "the schedule has to return milliseconds from 0");
      }
      const wakeAtMs = wakeTimeMs({ nowMs: clock.now(), delayMs, notBeforeMs, deadlineAtMs, slowestMs });
      if (wakeAtMs === undefined) throw deadlineError();
      await clock.sleep(wakeAtMs - clock.now(), scope.signal);
    }
  } catch (error) {
    if (!scope.signal.aborted || error !== scope.signal.reason) throw error;
    throw scope.isExpired() ? deadlineError() : abortedError(context, id, error, last);
  } finally {
    scope.close();
  }

  function deadlineError(): JobStatusError {
    const seen = last ? `it was last seen ${last.state} (${JSON.stringify(last.native)})` : "it was not seen";
    const problem = `the job had not ended after ${deadlineMs} ms; ${seen}; wait longer or look again later`;
    return context.error("deadline", problem, { jobId: id, lastStatus: last, cause: fault });
  }
}

/** The error for a caller's abort; its cause is the signal's reason. */
export function abortedError(
  context: ClientContext,
  jobId: string,
  cause: unknown,
  lastStatus?: JobStatus,
): JobStatusError {
  return context.error("aborted", "the caller's signal was aborted", { jobId, lastStatus, cause });
}

function errorFrom(error: unknown): JobStatusError {
  if (error instanceof JobStatusError) return error;
  throw error;
}

/** Exponential, with up to half taken away by chance, so that waits that failed together do not return together. */
function retryDelayMs(failures: number, random: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1)) * (1 - random / 2);
}

/** What makes a status another one: all but the raw answer, which may change in ways that mean nothing. */
function fingerprint(status: JobStatus): string {
  return JSON.stringify({ ...status, raw: undefined });
}
