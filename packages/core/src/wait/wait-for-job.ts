import { onAbort } from "../async/on-abort.ts";
import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import { resolveWaitOptions } from "./resolve-wait-options.ts";
import type { WatchOptions } from "./wait-options.ts";
import { type WatchUpdate, WatchedJob } from "./watched-job.ts";

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
  const job = new AwaitedJob<Raw>(context, target, resolveWaitOptions(context, options));
  return job.end(options.signal);
}

/** A job whose end a promise waits for. */
class AwaitedJob<Raw> extends WatchedJob<Raw> {
  /** One function for both ends: a rejected promise rejects it. */
  #settle: ((end: JobStatus<Raw> | Promise<never>) => void) | undefined;
  /** Takes back the listener of the caller's signal. */
  #release: (() => void) | undefined;

  /** Starts to wait. */
  end(signal: AbortSignal | undefined): Promise<JobStatus<Raw>> {
    const end = new Promise<JobStatus<Raw>>((resolve) => (this.#settle = resolve));
    if (signal) this.#release = onAbort(signal, () => this.abort(signal));
    this.start();
    return end;
  }

  protected onUpdate(update: WatchUpdate<Raw>, isLast: boolean): void {
    if (!isLast) return;
    this.#release?.();
    this.#settle?.(update instanceof JobStatusError ? Promise.reject(update) : update);
  }
}
