import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { abortedError } from "./aborted-error.ts";
import { conversationAbout } from "./conversation.ts";
import type { Job } from "../reference/job-target.ts";

/**
 * Asks once about a job, as soon as the provider's limit allows it; a question that is in flight is shared.
 *
 * @throws JobStatusError - The status could not be learned, or the signal was aborted.
 */
export function askOnce<Raw>(context: ClientContext, job: Job, signal?: AbortSignal): Promise<JobStatus<Raw>> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortedError(context, job.id, signal));
      return;
    }
    const conversation = conversationAbout<Raw>(context, job);
    const leave = () => {
      conversation.leave(party);
      signal?.removeEventListener("abort", abort);
    };
    const abort = () => {
      leave();
      if (signal) reject(abortedError(context, job.id, signal));
    };
    const party = {
      wakeAtMs: Math.max(context.clock.now(), conversation.memory.notBeforeMs),
      hear({ answer }: { readonly answer: JobStatus<Raw> | JobStatusError }) {
        leave();
        if (answer instanceof JobStatusError) reject(answer);
        else resolve(answer);
      },
    };
    signal?.addEventListener("abort", abort);
    conversation.join(party);
  });
}
