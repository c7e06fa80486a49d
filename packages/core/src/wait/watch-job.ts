import { onAbort } from "../async/on-abort.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { JobState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import { type ResolvedWaitOptions, resolveWaitOptions } from "./resolve-wait-options.ts";
import { type UpdateIterator, UpdateStream } from "./update-stream.ts";
import type { WatchOptions } from "./wait-options.ts";
import type { UpdateReader } from "./update-reader.ts";
import { type WatchUpdate, WatchedJob } from "./watched-job.ts";

/** A status of a watch: what the provider says, and when the job is expected to end. */
export type WatchedStatus<Raw = unknown, Native extends string = string, Result = unknown> = JobStatus<
  Raw,
  JobState,
  Native,
  Result
> & {
  /** An estimate of the schedule; absent if nothing is known, and at the end. */
  readonly estimatedEnd?: EstimatedEnd;
};

/** A status with the estimate of its job. */
export function withEstimate<Raw>(status: JobStatus<Raw>, job: WatchedJob<Raw>): WatchedStatus<Raw> {
  const estimatedEnd = job.estimatedEnd();
  return estimatedEnd ? { ...status, estimatedEnd } : status;
}

/**
 * The first status and each change of one job, as an async iterator. While the caller does not wait for the next change, the job is not
 * polled. Leaving the loop ends the watch.
 */
export interface JobWatch<Raw = unknown, Native extends string = string, Result = unknown> extends UpdateIterator<
  WatchedStatus<Raw, Native, Result>
> {
  /** The token with which the wait can be resumed elsewhere or later; undefined until the job is known. */
  resumeToken(): ResumeToken | undefined;
}

/** Watches a job from the first time that the returned iterator is read. The timeout counts from here. */
export function watchJob<Raw>(
  context: ClientContext,
  target: JobTarget | DeferredJob,
  options: WatchOptions<Raw>,
): JobWatch<Raw> {
  let release: (() => void) | undefined;
  const stream = new UpdateStream<WatchedStatus<Raw>>({
    start() {
      release = onAbort(options.signal, (signal) => job.abort(signal));
      job.start();
    },
    stop() {
      release?.();
      job.leave();
    },
  });
  const job = new StreamedJob<Raw>(context, target, resolveWaitOptions(context, options), stream);
  return {
    next: () => stream.next(),
    return: () => stream.return(),
    [Symbol.asyncIterator]() {
      return this;
    },
    resumeToken: () => job.resumeToken(),
  };
}

/** A job whose updates go to a stream. */
class StreamedJob<Raw> extends WatchedJob<Raw> {
  readonly #stream: UpdateStream<WatchedStatus<Raw>>;

  constructor(
    context: ClientContext,
    target: JobTarget | DeferredJob,
    options: ResolvedWaitOptions<Raw>,
    stream: UpdateStream<WatchedStatus<Raw>>,
  ) {
    super(context, target, options);
    this.#stream = stream;
  }

  protected onUpdate(update: WatchUpdate<Raw>, isLast: boolean): void {
    if (update instanceof JobStatusError) {
      this.#stream.end(update);
      return;
    }
    this.#stream.push(undefined, withEstimate(update, this));
    if (isLast) this.#stream.end();
  }

  protected override reader(): UpdateReader {
    return this.#stream;
  }
}
