import { onAbort } from "../async/on-abort.ts";
import { checkOptions } from "../context/check-options.ts";
import { type ClientContext, contextForCall } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import type { JobState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { resolveJob } from "../reference/resolve-job.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import { resolveWaitOptions } from "../wait/resolve-wait-options.ts";
import { unsuccessfulError } from "../wait/unsuccessful-error.ts";
import { UpdateStream } from "../wait/update-stream.ts";
import { WAIT_OPTION_CHECKS, type WaitOptions } from "../wait/wait-options.ts";
import { withEstimate } from "../wait/watch-job.ts";
import type { UpdateReader } from "../wait/update-reader.ts";
import type { WatchUpdate } from "../wait/watched-job.ts";
import type { JobClient } from "./job-client.ts";
import { isIterable } from "./is-iterable.ts";
import { JobSource } from "./job-source.ts";
import type { ClientJob, ClientJobs, JobPlace, JobTotals, JobUpdate, JobsWatch, RawOf, ResultOf } from "./many-jobs.ts";
import { type JobGroup, OneOfMany } from "./one-of-many.ts";

/**
 * Watches many jobs, of one provider or of several: yields the first status and each change of each job, and its end or its
 * error. One job's error does not end the others. Of several changes of a job that you have not read yet, the latest is kept; while
 * you do not read, nothing is polled. Jobs that the provider can report on together are polled together.
 *
 * An abort ends each wait that is open with an `aborted` error, which holds its resume token.
 *
 * @param jobs - Any number of jobs, each with the client of its provider; an async iterable may give them over time. It is read
 *   while you read the updates and fewer than 10,000 jobs are open, and is closed when the watch ends. The watch ends when all
 *   jobs have ended and the iterable is done.
 * @param options - They hold for each job; the timeout counts from the call, or from when the job was added.
 * @throws JobStatusError - `invalid-request`: the jobs are not pairs, an option is wrong, or the async iterable threw.
 */
export function watchAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options: WaitOptions<RawOf<Job>> & { readonly requireSuccess: true },
): JobsWatch<Job, "succeeded">;
/** Watches many jobs, however they end. */
export function watchAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options?: WaitOptions<RawOf<Job>> & { readonly until?: undefined },
): JobsWatch<Job>;
/** Watches many jobs, each until it ends or `until` returns true. */
export function watchAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options?: WaitOptions<RawOf<Job>>,
): JobsWatch<Job, JobState>;
export function watchAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options: WaitOptions<RawOf<Job>> = {},
): JobsWatch<Job, JobState> {
  checkOptions("watchAll", options, WAIT_OPTION_CHECKS);
  return new WatchOfMany<Job>(jobs, options);
}

function notPairs(): JobStatusError {
  return new JobStatusError("invalid-request", 'watchAll: pass the jobs as pairs, such as [[client, "1"]]');
}

/** How many jobs from an async iterable are watched at once: as many as the engine is measured with. */
const MAX_OPEN_JOBS = 10_000;

class WatchOfMany<Job extends ClientJob> implements JobsWatch<Job, JobState>, JobGroup<RawOf<Job>> {
  readonly #options: WaitOptions<RawOf<Job>>;
  readonly #stream: UpdateStream<JobUpdate<RawOf<Job>, JobState, ResultOf<Job>>>;
  readonly #contexts = new Map<JobClient, ClientContext>();
  /** By their places: what names no job is `refused` until that is reported, and what has ended is gone. */
  readonly #entries: (OneOfMany<RawOf<Job>> | "refused" | undefined)[] = [];
  /** How many of the jobs that have ended were last seen in each state. */
  readonly #ended: Partial<Record<JobState, number>> = {};
  /** What starts the waits: when the first update is read, and when no further job of the iterable is ready. */
  #starts: (() => void)[] = [];
  #source: JobSource<Job> | undefined;
  #sourceError: JobStatusError | undefined;
  #hasStarted = false;
  #isGathering = false;
  #open = 0;
  #errors = 0;
  #requests = 0;
  #lastExchange: ExchangeRecord | undefined;
  #release: (() => void) | undefined;

  constructor(jobs: ClientJobs<Job>, options: WaitOptions<RawOf<Job>>) {
    this.#options = options;
    this.#stream = new UpdateStream({ start: () => this.#start(), stop: () => this.#stop() });
    if (!isIterable(jobs, Symbol.iterator, Symbol.asyncIterator)) throw notPairs();
    if (Symbol.asyncIterator in jobs) this.#source = this.#sourceOf(jobs);
    else for (const job of jobs) this.add(job);
  }

  next(): Promise<IteratorResult<JobUpdate<RawOf<Job>, JobState, ResultOf<Job>>, undefined>> {
    return this.#stream.next();
  }

  return(): Promise<IteratorResult<JobUpdate<RawOf<Job>, JobState, ResultOf<Job>>, undefined>> {
    return this.#stream.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  add(job: Job): void {
    if (!Array.isArray(job)) throw notPairs();
    const [client, reference] = job;
    if (this.#stream.hasEnded) {
      throw new JobStatusError(
        "invalid-request",
        "watchAll: the watch has ended; call watchAll again to watch another job",
      );
    }
    const index = this.#entries.length;
    let start: () => void;
    try {
      const context = this.#contexts.get(client) ?? contextForCall(contextOf(client));
      this.#contexts.set(client, context);
      const target = resolveJob(context, reference);
      const options = resolveWaitOptions(context, this.#options);
      const entry = new OneOfMany<RawOf<Job>>(context, target, options, this, index);
      this.#entries.push(entry);
      start = () => entry.start();
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      this.#entries.push("refused");
      start = () => this.#report({ index }, error, true);
    }
    this.#open += 1;
    this.#begin(start);
  }

  totals(): JobTotals {
    const states = { ...this.#ended };
    for (const { state } of this.#openJobs()) if (state) states[state] = (states[state] ?? 0) + 1;
    const jobs = this.#entries.length;
    const estimatedEnd = this.#estimatedEnd();
    const known = { jobs, ended: jobs - this.#open, errors: this.#errors, states, requests: this.#requests };
    return { ...known, ...(estimatedEnd && { estimatedEnd }) };
  }

  resumeTokens(): readonly ResumeToken[] {
    return this.#openJobs().flatMap((job) => job.resumeToken() ?? []);
  }

  #estimatedEnd(): EstimatedEnd | undefined {
    if (this.#entries.includes("refused")) return undefined;
    const estimates: EstimatedEnd[] = [];
    for (const job of this.#openJobs()) {
      const estimate = job.estimatedEnd();
      if (!estimate) return undefined;
      estimates.push(estimate);
    }
    // Texts in UTC are in the order of their moments.
    const at = estimates
      .map((estimate) => estimate.at)
      .toSorted()
      .at(-1);
    const confidence = Math.min(...estimates.map((estimate) => estimate.confidence));
    return at === undefined ? undefined : { at, confidence };
  }

  #begin(start: () => void): void {
    this.#starts.push(start);
    if (this.#hasStarted && !this.#isGathering) this.#startAll();
  }

  #start(): void {
    this.#hasStarted = true;
    const { signal } = this.#options;
    this.#release = onAbort(signal, () => this.#abortAll());
    if (signal?.aborted) return;
    this.#startAll();
    this.#source?.start(this.#stream);
    this.#endIfDone();
  }

  #startAll(): void {
    const starts = this.#starts;
    this.#starts = [];
    for (const start of starts) start();
  }

  #sourceOf(jobs: AsyncIterable<Job>): JobSource<Job> {
    return new JobSource<Job>(jobs, {
      isWanted: () => this.#open < MAX_OPEN_JOBS && !this.#stream.isPaused,
      onJob: (job) => {
        this.#isGathering = true;
        this.add(job);
      },
      onGap: () => {
        this.#isGathering = false;
        this.#startAll();
      },
      onEnd: (error) => {
        this.#source = undefined;
        this.#sourceError = error;
        this.#endIfDone();
      },
    });
  }

  get reader(): UpdateReader {
    return this.#stream;
  }

  onUpdate(job: OneOfMany<RawOf<Job>>, update: WatchUpdate<RawOf<Job>>, isLast: boolean): void {
    const { requireSuccess = job.context.options.requireSuccess } = this.#options;
    const isWrong = isLast && requireSuccess && !(update instanceof JobStatusError) && update.state !== "succeeded";
    this.#report(job, isWrong ? unsuccessfulError(job.context, update) : update, isLast);
  }

  /** The jobs of one request are told of it one after the other. */
  onExchange(exchange: ExchangeRecord): void {
    if (exchange === this.#lastExchange) return;
    this.#lastExchange = exchange;
    this.#requests += exchange.requests;
  }

  #openJobs(): readonly OneOfMany<RawOf<Job>>[] {
    return this.#entries.filter((entry) => typeof entry === "object");
  }

  #report(
    job: OneOfMany<RawOf<Job>> | { readonly index: number },
    status: WatchUpdate<RawOf<Job>>,
    isLast: boolean,
  ): void {
    const watched = job instanceof OneOfMany ? job : undefined;
    const { index } = job;
    const { id } = watched ?? {};
    const place: JobPlace = { index, ...(id !== undefined && { id }) };
    if (status instanceof JobStatusError) {
      this.#errors += 1;
      this.#stream.push(index, { ...place, done: true, error: status });
    } else {
      const update: JobUpdate<RawOf<Job>, JobState> = isLast
        ? { ...place, done: true, status }
        : { ...place, done: false, status: watched ? withEstimate(status, watched) : status };
      // The contract says where the result is, and the generated client what its type is.
      this.#stream.push(index, update as JobUpdate<RawOf<Job>, JobState, ResultOf<Job>>);
    }
    if (!isLast) return;
    this.#entries[index] = undefined;
    const { state } = watched ?? {};
    if (state) this.#ended[state] = (this.#ended[state] ?? 0) + 1;
    this.#open -= 1;
    this.#source?.resume();
    this.#endIfDone();
  }

  #endIfDone(): void {
    if (this.#open === 0 && !this.#source && this.#starts.length === 0) this.#stream.end(this.#sourceError);
  }

  #abortAll(): void {
    const { signal } = this.#options;
    this.#starts = [];
    this.#closeSource();
    for (const [index, entry] of this.#entries.entries()) {
      if (!entry || !signal) continue;
      if (entry === "refused") {
        const error = new JobStatusError("aborted", "the caller's signal was aborted", { cause: signal.reason });
        this.#report({ index }, error, true);
      } else {
        entry.abort(signal);
      }
    }
    this.#endIfDone();
  }

  /** Leaves no listener, no timer and no request behind. */
  #stop(): void {
    this.#release?.();
    this.#starts = [];
    this.#closeSource();
    for (const job of this.#openJobs()) job.leave();
  }

  #closeSource(): void {
    this.#source?.close();
    this.#source = undefined;
  }
}
