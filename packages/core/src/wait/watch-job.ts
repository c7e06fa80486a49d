import type { ClientContext } from "../context/client-context.ts";
import type { WatchOptions } from "./wait-options.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { abortedError } from "./aborted-error.ts";
import { pollerFor } from "./job-poller.ts";
import type { DeferredJob } from "../reference/resolve-job.ts";
import type { Job } from "../reference/job-target.ts";
import { type ResolvedWaitOptions, resolveWaitOptions } from "./decide.ts";
import { type WatchUpdate, Watcher } from "./watcher.ts";

/** The changes of one job, as they are asked for. Whoever leaves early leaves nothing behind. */
export class JobWatch<Raw> implements AsyncIterableIterator<JobStatus<Raw>> {
  readonly #context: ClientContext;
  readonly #job: Job | DeferredJob;
  readonly #terms: ResolvedWaitOptions<Raw>;
  readonly #signal: AbortSignal | undefined;
  readonly #abort = () => {
    this.#reading.abort(this.#signal?.reason);
    if (this.#signal) this.#watcher?.abort(this.#signal);
  };
  /** Ends the reading of a job that comes late. */
  readonly #reading = new AbortController();
  #watcher: Watcher<Raw> | undefined;
  /** What was told and not yet read; of several changes the latest. */
  #update: WatchUpdate<Raw> | undefined;
  #isOver = false;
  #wake: (() => void) | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(context: ClientContext, job: Job | DeferredJob, options: WatchOptions<Raw>) {
    this.#context = context;
    this.#job = job;
    this.#terms = resolveWaitOptions(context, options);
    this.#signal = options.signal;
  }

  /** Gives the next change, when there is one. Nothing is asked while nobody waits for it. */
  next(): Promise<IteratorResult<JobStatus<Raw>, undefined>> {
    const next = this.#tail.then(
      () => this.#pull(),
      () => DONE,
    );
    this.#tail = next;
    return next;
  }

  /** Ends the watch at once, also while a `next` is under way. */
  return(): Promise<IteratorResult<JobStatus<Raw>, undefined>> {
    this.#update = undefined;
    this.#finish();
    this.#reading.abort();
    this.#watcher?.leave();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #pull(): Promise<IteratorResult<JobStatus<Raw>, undefined>> {
    if (!this.#watcher && !this.#isOver) {
      const job = typeof this.#job === "function" ? await this.#read(this.#job) : this.#job;
      if (job) this.#begin(job);
    }
    if (!this.#update && !this.#isOver && this.#watcher) {
      this.#watcher.isAwake = true;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const update = this.#update;
    this.#update = undefined;
    if (!update) return DONE;
    if (update instanceof JobStatusError) throw update;
    return { done: false, value: update };
  }

  async #read(job: DeferredJob): Promise<Job | undefined> {
    this.#signal?.addEventListener("abort", this.#abort);
    if (this.#signal?.aborted) this.#abort();
    try {
      const found = await job(this.#reading.signal, this.#terms.timeoutAtMs - this.#context.clock.now());
      return this.#isOver ? undefined : found;
    } catch (error) {
      // Whoever has left hears no more of it.
      if (this.#isOver) return undefined;
      this.#finish();
      throw error;
    }
  }

  #begin(job: Job): void {
    if (this.#signal?.aborted) {
      this.#update = abortedError(this.#context, job.id, this.#signal);
      this.#finish();
      return;
    }
    const poller = pollerFor<Raw>(this.#context, job);
    const watcher = new Watcher(poller, this.#terms, (update, isLast) => {
      this.#update = update;
      if (isLast) this.#finish();
      else if (this.#watcher) this.#watcher.isAwake = false;
      this.#wake?.();
    });
    this.#watcher = watcher;
    if (this.#update) watcher.isAwake = false;
    // One of the caller's functions may have ended the watch while it began.
    if (this.#signal?.aborted) this.#abort();
    if (this.#isOver) watcher.leave();
    else this.#signal?.addEventListener("abort", this.#abort);
  }

  #finish(): void {
    this.#isOver = true;
    this.#signal?.removeEventListener("abort", this.#abort);
    this.#wake?.();
  }
}

const DONE = { done: true, value: undefined } as const;
