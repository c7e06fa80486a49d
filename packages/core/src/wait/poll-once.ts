import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { abortedError } from "./aborted-error.ts";
import { pollerFor } from "./job-poller.ts";
import type { Job } from "../reference/job-target.ts";

/**
 * Asks once about a job, as soon as the provider's limit allows it; a question that is in flight is shared.
 *
 * @throws JobStatusError - The status could not be learned, or the signal was aborted.
 */
export function pollOnce<Raw>(context: ClientContext, job: Job, signal?: AbortSignal): Promise<JobStatus<Raw>> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortedError(context, job.id, signal));
      return;
    }
    const poller = pollerFor<Raw>(context, job);
    const leave = () => {
      poller.leave(observer);
      signal?.removeEventListener("abort", abort);
    };
    const abort = () => {
      leave();
      if (signal) reject(abortedError(context, job.id, signal));
    };
    const observer = {
      nextPollAtMs: Math.max(context.clock.now(), poller.memory.notBeforeMs),
      onResponse({ response }: { readonly response: JobStatus<Raw> | JobStatusError }) {
        leave();
        if (response instanceof JobStatusError) reject(response);
        else resolve(response);
      },
    };
    signal?.addEventListener("abort", abort);
    poller.join(observer);
  });
}
