import { offAbort, onAbort } from "../async/on-abort.ts";
import { checkOptions } from "../context/check-options.ts";
import { type ClientContext, contextForCall } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import type { JobState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { resolveJob } from "../reference/resolve-job.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import { resolveWaitOptions } from "../wait/resolve-wait-options.ts";
import { unsuccessfulError } from "../wait/unsuccessful-error.ts";
import { UpdateStream } from "../wait/update-stream.ts";
import { WAIT_OPTION_CHECKS, type WaitOptions } from "../wait/wait-options.ts";
import { withEstimate } from "../wait/watch-job.ts";
import { WatchedJob } from "../wait/watched-job.ts";
import type { JobClient } from "./job-client.ts";
import { JobSource } from "./job-source.ts";
import type { ClientJob, ClientJobs, JobPlace, JobTotals, JobUpdate, JobsWatch, RawOf, ResultOf } from "./many-jobs.ts";

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
 * @throws JobStatusError - `invalid-request`: an option is wrong, or the async iterable threw.
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

/** How many jobs from an async iterable are watched at once: as many as the engine is measured with. */
const MAX_OPEN_JOBS = 10_000;

/** One job of many. */
interface Entry<Raw> {
  /** What watches it; undefined if what was passed names no job, and after the end, so that the memory can be freed. */
  job: WatchedJob<Raw> | undefined;
  state: JobState | undefined;
  hasEnded: boolean;
}

class WatchOfMany<Job extends ClientJob> implements JobsWatch<Job, JobState> {
  readonly #options: WaitOptions<RawOf<Job>>;
  readonly #stream: UpdateStream<JobUpdate<RawOf<Job>, JobState, ResultOf<Job>>>;
  readonly #contexts = new Map<JobClient, ClientContext>();
  readonly #entries: Entry<RawOf<Job>>[] = [];
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
  readonly #abort = () => this.#abortAll();

  constructor(jobs: ClientJobs<Job>, options: WaitOptions<RawOf<Job>>) {
    this.#options = options;
    this.#stream = new UpdateStream({ start: () => this.#start(), stop: () => this.#stop() });
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

  add([client, reference]: Job): void {
    if (this.#stream.hasEnded) {
      throw new JobStatusError(
        "invalid-request",
        "watchAll: the watch has ended; call watchAll again to watch another job",
      );
    }
    const index = this.#entries.length;
    const entry: Entry<RawOf<Job>> = { job: undefined, state: undefined, hasEnded: false };
    let start: () => void;
    try {
      const context = this.#contexts.get(client) ?? contextForCall(contextOf(client));
      this.#contexts.set(client, context);
      const job = new WatchedJob<RawOf<Job>>(
        context,
        resolveJob(context, reference),
        resolveWaitOptions(context, this.#options),
        this.#listener(context, index),
      );
      entry.job = job;
      start = () => job.start();
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      start = () => this.#report(index, error, true);
    }
    this.#open += 1;
    this.#entries.push(entry);
    this.#begin(start);
  }

  totals(): JobTotals {
    const states: Partial<Record<JobState, number>> = {};
    for (const { state } of this.#entries) if (state) states[state] = (states[state] ?? 0) + 1;
    const jobs = this.#entries.length;
    const estimatedEnd = this.#estimatedEnd();
    const known = { jobs, ended: jobs - this.#open, errors: this.#errors, states, requests: this.#requests };
    return { ...known, ...(estimatedEnd && { estimatedEnd }) };
  }

  resumeTokens(): readonly ResumeToken[] {
    return this.#entries.flatMap(({ job, hasEnded }) => (hasEnded ? [] : (job?.resumeToken() ?? [])));
  }

  #estimatedEnd(): EstimatedEnd | undefined {
    const estimates: EstimatedEnd[] = [];
    for (const { job, hasEnded } of this.#entries) {
      if (hasEnded) continue;
      const estimate = job?.estimatedEnd();
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
    if (signal?.aborted) {
      this.#abortAll();
      return;
    }
    onAbort(signal, this.#abort);
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

  #listener(context: ClientContext, index: number): ConstructorParameters<typeof WatchedJob<RawOf<Job>>>[3] {
    const { requireSuccess = context.options.requireSuccess } = this.#options;
    return {
      onUpdate: (update, isLast) => {
        if (update instanceof JobStatusError) this.#report(index, update, isLast);
        else if (!isLast || !requireSuccess || update.state === "succeeded") {
          this.#report(index, update, isLast);
        } else {
          this.#note(index, update);
          this.#report(index, unsuccessfulError(context, update), true);
        }
      },
      onPoll: (exchange) => this.#count(exchange),
      reader: this.#stream,
    };
  }

  /** The jobs of one request are told of it one after the other. */
  #count(exchange: ExchangeRecord): void {
    if (exchange === this.#lastExchange) return;
    this.#lastExchange = exchange;
    this.#requests += exchange.requests;
  }

  #note(index: number, status: JobStatus<RawOf<Job>>): void {
    const entry = this.#entries[index];
    if (entry) entry.state = status.state;
  }

  #report(index: number, status: JobStatus<RawOf<Job>> | JobStatusError, isLast: boolean): void {
    const entry = this.#entries[index];
    const id = entry?.job?.id;
    const place: JobPlace = { index, ...(id !== undefined && { id }) };
    if (status instanceof JobStatusError) {
      this.#errors += 1;
      this.#stream.push(index, { ...place, done: true, error: status });
    } else {
      this.#note(index, status);
      const update: JobUpdate<RawOf<Job>, JobState> = isLast
        ? { ...place, done: true, status }
        : { ...place, done: false, status: entry?.job ? withEstimate(status, entry.job) : status };
      // The contract says where the result is, and the generated client what its type is.
      this.#stream.push(index, update as JobUpdate<RawOf<Job>, JobState, ResultOf<Job>>);
    }
    if (!isLast) return;
    if (entry) {
      entry.hasEnded = true;
      entry.job = undefined;
    }
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
    for (const [index, { job, hasEnded }] of this.#entries.entries()) {
      if (hasEnded || !signal) continue;
      if (job) job.abort(signal);
      else
        this.#report(
          index,
          new JobStatusError("aborted", "the caller's signal was aborted", { cause: signal.reason }),
          true,
        );
    }
    this.#endIfDone();
  }

  /** Leaves no listener, no timer and no request behind. */
  #stop(): void {
    offAbort(this.#options.signal, this.#abort);
    this.#starts = [];
    this.#closeSource();
    for (const { job, hasEnded } of this.#entries) if (!hasEnded) job?.leave();
  }

  #closeSource(): void {
    this.#source?.close();
    this.#source = undefined;
  }
}
