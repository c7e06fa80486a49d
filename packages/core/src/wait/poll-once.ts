import { onAbort } from "../async/on-abort.ts";
import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobTarget } from "../model/job-target.ts";
import { abortedError } from "./aborted-error.ts";
import type { PollObserver } from "./poll-observer.ts";
import { pollerFor } from "./poller-group.ts";

/**
 * Polls a job once, as soon as the provider's limits allow it; a request that is in flight is shared.
 *
 * @param passedMs - How much time has passed since the job's token was made. Default: by the wall clock.
 * @throws JobStatusError - The status can't be determined, or the signal was aborted.
 */
export function pollOnce<Raw>(
  context: ClientContext,
  job: JobTarget,
  signal?: AbortSignal,
  passedMs?: number,
): Promise<JobStatus<Raw>> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortedError(context, job.id, signal));
      return;
    }
    const poller = pollerFor<Raw>(context, job, passedMs);
    const observer: PollObserver<Raw> = {
      nextPollAtMs: Math.max(context.engine.timers.now(), poller.state.notBeforeMs),
      isPaused: false,
      onPoll({ outcome }) {
        poller.removeObserver(observer);
        release?.();
        if (outcome instanceof JobStatusError) reject(outcome);
        else resolve(outcome);
      },
      onHeld: () => undefined,
    };
    poller.addObserver(observer);
    const release = onAbort(signal, (aborted) => {
      poller.removeObserver(observer);
      reject(abortedError(context, job.id, aborted));
    });
  });
}
