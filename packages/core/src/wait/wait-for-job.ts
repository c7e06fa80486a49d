import { offAbort, onAbort } from "../async/on-abort.ts";
import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import { resolveWaitOptions } from "./resolve-wait-options.ts";
import type { WatchOptions } from "./wait-options.ts";
import { WatchedJob } from "./watched-job.ts";

/**
 * Waits for a job to end, or for the status at which `until` returns true.
 *
 * @throws JobStatusError - The status can't be determined, the timeout expired, or the signal was aborted.
 */
export function waitForJob<Raw>(
  context: ClientContext,
  target: JobTarget | DeferredJob,
  options: WatchOptions<Raw>,
): Promise<JobStatus<Raw>> {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    const abort = signal && (() => job.abort(signal));
    const job = new WatchedJob<Raw>(context, target, resolveWaitOptions(context, options), {
      onUpdate(update, isLast) {
        if (!isLast) return;
        if (abort) offAbort(signal, abort);
        if (update instanceof JobStatusError) reject(update);
        else resolve(update);
      },
    });
    if (signal?.aborted) {
      abort?.();
    } else {
      if (abort) onAbort(signal, abort);
      job.start();
    }
  });
}
