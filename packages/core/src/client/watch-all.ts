import { checkOptions } from "../context/check-options.ts";
import type { ClientContext } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { WATCH_OPTION_CHECKS, type WatchOptions } from "../wait/wait-options.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { pollerFor } from "../wait/job-poller.ts";
import { joinBatch } from "../wait/job-batch.ts";
import { type Job, jobFrom } from "../reference/job-target.ts";
import { timerQueueOf } from "../async/timer-queue.ts";
import { type ResolvedWaitOptions, resolveWaitOptions } from "../wait/decide.ts";
import { type WatchUpdate, Watcher } from "../wait/watcher.ts";

/** One of many jobs: the client of its provider, and what names the job there. */
export type ClientJob = readonly [client: JobClient, job: JobReference];

/** What became of one of many jobs: a status, or the error for which there will be none. */
export type JobUpdate = {
  /** The job's place in what was passed in, from 0. */
  readonly index: number;
  /** The job's id; absent where what was passed in names none. */
  readonly id?: string;
} & (
  { readonly status: JobStatus; readonly error?: never } | { readonly error: JobStatusError; readonly status?: never }
);

/**
 * Watches many jobs, of one provider or of several, and yields the first status and each change of each, and its end or its
 * error. One job's error does not end the others. Of several changes of a job that nobody has read yet the latest is
 * kept. Where a provider answers for many jobs in one request, they are asked for together.
 *
 * @param jobs - Any number of jobs, each with the client of its provider.
 * @param options - They hold for each job; the timeout counts from the call.
 * @throws JobStatusError - `invalid-request`: an option is wrong; `aborted`: the signal was aborted.
 */
export function watchAll(
  jobs: Iterable<ClientJob>,
  options: WatchOptions = {},
): AsyncIterableIterator<JobUpdate, undefined> {
  checkOptions("watchAll", options, WATCH_OPTION_CHECKS);
  return new WatchOfMany(Array.from(jobs), options);
}

/**
 * Waits for the end of many jobs, of one provider or of several.
 *
 * @param jobs - Any number of jobs, each with the client of its provider.
 * @returns For each job, in their order, its status at the end or its error.
 * @throws JobStatusError - `invalid-request`: an option is wrong; `aborted`: the signal was aborted.
 */
export async function waitAll(jobs: Iterable<ClientJob>, options: WatchOptions = {}): Promise<readonly JobUpdate[]> {
  const ends: JobUpdate[] = [];
  for await (const update of watchAll(jobs, options)) ends[update.index] = update;
  return ends;
}

class WatchOfMany implements AsyncIterableIterator<JobUpdate, undefined> {
  /** What begins the wait for each job. */
  #begins: readonly (() => void)[];
  readonly #options: WatchOptions;
  /** What was told and not yet read, by the job's place; whoever told first is read first. */
  readonly #updates = new Map<number, JobUpdate>();
  readonly #watchers = new Map<number, Watcher>();
  /** One timeout and one set of terms serve all jobs of a client. */
  readonly #terms = new Map<ClientContext, ResolvedWaitOptions>();
  #timeouts: readonly (() => void)[] = [];
  readonly #abort = () => this.#finish(new JobStatusError("aborted", ABORTED, { cause: this.#options.signal?.reason }));
  #open: number;
  #hasBegun = false;
  #failure: JobStatusError | undefined;
  #wake: (() => void) | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(jobs: readonly ClientJob[], options: WatchOptions) {
    this.#options = options;
    this.#open = jobs.length;
    this.#begins = jobs.map((job, index) => this.#prepare(job, index));
  }

  next(): Promise<IteratorResult<JobUpdate, undefined>> {
    const next = this.#tail.then(
      () => this.#pull(),
      () => DONE,
    );
    this.#tail = next;
    return next;
  }

  return(): Promise<IteratorResult<JobUpdate, undefined>> {
    this.#updates.clear();
    this.#finish();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #pull(): Promise<IteratorResult<JobUpdate, undefined>> {
    if (!this.#hasBegun) this.#begin();
    if (this.#updates.size === 0 && this.#open > 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    for (const [index, update] of this.#updates) {
      this.#updates.delete(index);
      return { done: false, value: update };
    }
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure;
    return DONE;
  }

  #begin(): void {
    this.#hasBegun = true;
    const { signal } = this.#options;
    if (signal?.aborted) {
      this.#abort();
      return;
    }
    if (this.#open > 0) signal?.addEventListener("abort", this.#abort);
    for (const begin of this.#begins) begin();
    this.#begins = [];
    if (this.#open > 0) {
      this.#timeouts = Array.from(this.#terms, ([context, terms]) => this.#mindTimeout(context, terms));
    } else {
      // One of the caller's functions may have ended the watch while it began.
      for (const watcher of this.#watchers.values()) watcher.leave();
    }
  }

  /** The timeout counts from here; nothing is asked before the wait begins. */
  #prepare([client, reference]: ClientJob, index: number): () => void {
    try {
      const context = contextOf(client);
      const job = jobFrom(context, reference);
      const terms = this.#terms.get(context) ?? resolveWaitOptions(context, this.#options);
      this.#terms.set(context, terms);
      return () => this.#watch(context, job, terms, index);
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      return () => this.#onUpdate({ index }, error, true);
    }
  }

  #watch(context: ClientContext, job: Job, terms: ResolvedWaitOptions, index: number): void {
    const poller = pollerFor(context, job);
    joinBatch(poller);
    const { id } = job;
    const onUpdate = (update: WatchUpdate<unknown>, isLast: boolean) => {
      if (isLast) this.#watchers.delete(index);
      this.#onUpdate({ index, id }, update, isLast);
    };
    this.#watchers.set(index, new Watcher(poller, terms, onUpdate, "shared"));
  }

  /** Ends every wait of a client at the timeout; what is returned forgets it. */
  #mindTimeout({ clock }: ClientContext, terms: ResolvedWaitOptions): () => void {
    const timers = timerQueueOf(clock);
    const timer = timers.set(terms.timeoutAtMs, () => {
      for (const watcher of this.#watchers.values()) if (watcher.terms === terms) watcher.expire();
    });
    return () => timers.clear(timer);
  }

  #onUpdate(
    subject: { readonly index: number; readonly id?: string },
    outcome: WatchUpdate<unknown>,
    isLast: boolean,
  ): void {
    if (isLast) this.#open -= 1;
    const update = outcome instanceof JobStatusError ? { ...subject, error: outcome } : { ...subject, status: outcome };
    this.#updates.set(subject.index, update);
    if (this.#open === 0) this.#settle();
    this.#wake?.();
  }

  /** Leaves no listener and no timer behind. */
  #settle(): void {
    this.#options.signal?.removeEventListener("abort", this.#abort);
    for (const forget of this.#timeouts) forget();
  }

  #finish(failure?: JobStatusError): void {
    this.#hasBegun = true;
    this.#failure = failure;
    this.#open = 0;
    this.#settle();
    for (const watcher of this.#watchers.values()) watcher.leave();
    this.#watchers.clear();
    this.#wake?.();
  }
}

const DONE = { done: true, value: undefined } as const;
const ABORTED = "the caller's signal was aborted";
