import { offAbort, onAbort } from "../async/on-abort.ts";
import { checkOptions } from "../context/check-options.ts";
import { type ClientContext, contextForCall } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobState } from "../model/job-state.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { resolveJob } from "../reference/resolve-job.ts";
import type { PollExchange } from "../wait/poll-observer.ts";
import { resolveWaitOptions } from "../wait/resolve-wait-options.ts";
import { unsuccessfulError } from "../wait/unsuccessful-error.ts";
import { type UpdateIterator, UpdateStream } from "../wait/update-stream.ts";
import { WAIT_OPTION_CHECKS, type WaitOptions } from "../wait/wait-options.ts";
import { type WatchedStatus, withEstimate } from "../wait/watch-job.ts";
import { WatchedJob } from "../wait/watched-job.ts";
import type { JobClient } from "./job-client.ts";

/** One of many jobs: the client of its provider, and what names the job there. */
export type ClientJob = readonly [client: JobClient, job: JobReference];

/** Jobs, all at once or over time. */
export type ClientJobs<Job extends ClientJob = ClientJob> = Iterable<Job> | AsyncIterable<Job>;

/** The type of the decoded responses of a job's client, or of those of several. */
export type RawOf<Job extends ClientJob> = Job extends readonly [client: JobClient<infer Raw>, job: JobReference]
  ? Raw
  : never;

/** What became of one of many jobs: a status, or the error that ended its wait. */
export type JobUpdate<Raw = unknown> = {
  /** The job's place among all jobs, from 0, in the order in which they were added. */
  readonly index: number;
  /** The job's ID; absent until it is known. */
  readonly id?: string;
} & (
  | { readonly status: WatchedStatus<Raw>; readonly error?: never }
  | { readonly error: JobStatusError; readonly status?: never }
);

/** How many of the jobs of a {@link JobsWatch} are where. */
export interface JobTotals {
  /** How many jobs there are. */
  readonly jobs: number;
  /** How many of them have ended, with a status or with an error. */
  readonly ended: number;
  /** How many waits have ended with an error. */
  readonly errors: number;
  /** How many jobs were last seen in each state; a job that was never seen is in none. */
  readonly states: Readonly<Partial<Record<JobState, number>>>;
  /** How many HTTP requests were sent for their statuses. One that is about several jobs counts once. */
  readonly requests: number;
}

/** The updates of many jobs, as an async iterator, and what is known of all of them. */
export interface JobsWatch<Job extends ClientJob = ClientJob> extends UpdateIterator<JobUpdate<RawOf<Job>>> {
  /**
   * Adds a job. Its timeout counts from here.
   *
   * @throws JobStatusError - `invalid-request`: the watch has ended.
   */
  add(job: Job): void;
  /** How many jobs there are, in which states, and how many requests were sent. */
  totals(): JobTotals;
  /** The tokens with which the waits of the jobs that have not ended can be resumed; jobs that are not known yet have none. */
  resumeTokens(): readonly ResumeToken[];
}

/**
 * Watches many jobs, of one provider or of several: yields the first status and each change of each job, and its end or its
 * error. One job's error does not end the others. Of several changes of a job that you have not read yet, the latest is kept; while
 * you do not read, nothing is polled. Jobs that the provider can report on together are polled together.
 *
 * An abort ends each wait that is open with an `aborted` error, which holds its resume token.
 *
 * @param jobs - Any number of jobs, each with the client of its provider; an async iterable may give them over time. The watch ends
 *   when all jobs have ended and the iterable is done.
 * @param options - They hold for each job; the timeout counts from the call, or from when the job was added.
 * @throws JobStatusError - `invalid-request`: an option is wrong, or the async iterable threw.
 */
export function watchAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options: WaitOptions<RawOf<Job>> = {},
): JobsWatch<Job> {
  checkOptions("watchAll", options, WAIT_OPTION_CHECKS);
  return new WatchOfMany<Job>(jobs, options);
}

/**
 * Waits for the end of many jobs, of one provider or of several.
 *
 * @param jobs - Any number of jobs, each with the client of its provider.
 * @returns For each job, in their order, its status at the end or its error.
 * @throws JobStatusError - `invalid-request`: an option is wrong.
 */
export async function waitAll<Job extends ClientJob>(
  jobs: ClientJobs<Job>,
  options: WaitOptions<RawOf<Job>> = {},
): Promise<readonly JobUpdate<RawOf<Job>>[]> {
  const ends: JobUpdate<RawOf<Job>>[] = [];
  for await (const update of watchAll(jobs, options)) ends[update.index] = update;
  return ends;
}

/** One job of many. */
interface Entry<Raw> {
  readonly job: WatchedJob<Raw> | undefined;
  state: JobState | undefined;
  hasEnded: boolean;
}

class WatchOfMany<Job extends ClientJob> implements JobsWatch<Job> {
  readonly #options: WaitOptions<RawOf<Job>>;
  readonly #stream: UpdateStream<JobUpdate<RawOf<Job>>>;
  readonly #contexts = new Map<JobClient, ClientContext>();
  readonly #entries: Entry<RawOf<Job>>[] = [];
  /** What starts the waits when the first update is read. */
  #starts: (() => void)[] = [];
  #source: AsyncIterator<Job> | undefined;
  #sourceError: JobStatusError | undefined;
  #hasStarted = false;
  #open = 0;
  #errors = 0;
  #requests = 0;
  #lastExchange: PollExchange | undefined;
  readonly #abort = () => this.#abortAll();

  constructor(jobs: ClientJobs<Job>, options: WaitOptions<RawOf<Job>>) {
    this.#options = options;
    this.#stream = new UpdateStream({ start: () => this.#start(), stop: () => this.#stop() });
    if (Symbol.asyncIterator in jobs) this.#source = jobs[Symbol.asyncIterator]();
    else for (const job of jobs) this.add(job);
  }

  next(): Promise<IteratorResult<JobUpdate<RawOf<Job>>, undefined>> {
    return this.#stream.next();
  }

  return(): Promise<IteratorResult<JobUpdate<RawOf<Job>>, undefined>> {
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
    this.#open += 1;
    try {
      const context = this.#contexts.get(client) ?? contextForCall(contextOf(client));
      this.#contexts.set(client, context);
      const target = resolveJob(context, reference);
      const job = new WatchedJob<RawOf<Job>>(
        context,
        target,
        resolveWaitOptions(context, this.#options),
        this.#listener(context, index),
      );
      this.#entries.push({ job, state: undefined, hasEnded: false });
      this.#begin(() => job.start());
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      this.#entries.push({ job: undefined, state: undefined, hasEnded: false });
      this.#begin(() => this.#report(index, error, true));
    }
  }

  totals(): JobTotals {
    const states: Partial<Record<JobState, number>> = {};
    for (const { state } of this.#entries) if (state) states[state] = (states[state] ?? 0) + 1;
    const jobs = this.#entries.length;
    return { jobs, ended: jobs - this.#open, errors: this.#errors, states, requests: this.#requests };
  }

  resumeTokens(): readonly ResumeToken[] {
    return this.#entries.flatMap(({ job, hasEnded }) => (hasEnded ? [] : (job?.resumeToken() ?? [])));
  }

  #begin(start: () => void): void {
    if (this.#hasStarted) start();
    else this.#starts.push(start);
  }

  #start(): void {
    this.#hasStarted = true;
    const { signal } = this.#options;
    if (signal?.aborted) {
      this.#abortAll();
      return;
    }
    onAbort(signal, this.#abort);
    const starts = this.#starts;
    this.#starts = [];
    for (const start of starts) start();
    if (this.#source) void this.#addFrom(this.#source);
    else this.#endIfDone();
  }

  async #addFrom(source: AsyncIterator<Job>): Promise<void> {
    try {
      for (let next = await source.next(); !next.done; next = await source.next()) {
        if (this.#stream.hasEnded) return;
        this.add(next.value);
      }
    } catch (cause) {
      const problem = "watchAll: the async iterable of jobs threw; see the cause";
      this.#sourceError = new JobStatusError("invalid-request", problem, { cause });
    }
    this.#source = undefined;
    this.#endIfDone();
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
  #count(exchange: PollExchange): void {
    if (exchange === this.#lastExchange) return;
    this.#lastExchange = exchange;
    this.#requests += exchange.requests;
  }

  #note(index: number, status: JobStatus<RawOf<Job>>): void {
    const entry = this.#entries[index];
    if (entry) entry.state = status.state;
  }

  #report(index: number, update: JobStatus<RawOf<Job>> | JobStatusError, isLast: boolean): void {
    const entry = this.#entries[index];
    const id = entry?.job?.id;
    const subject = { index, ...(id !== undefined && { id }) };
    if (update instanceof JobStatusError) {
      this.#errors += 1;
      this.#stream.push(index, { ...subject, error: update });
    } else {
      this.#note(index, update);
      const status = entry?.job ? withEstimate(update, entry.job) : update;
      this.#stream.push(index, { ...subject, status });
    }
    if (!isLast) return;
    if (entry) entry.hasEnded = true;
    this.#open -= 1;
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
    const source = this.#source;
    this.#source = undefined;
    // What a generator throws while it is left changes nothing any more.
    const leave = async () => source?.return?.();
    leave().catch(() => undefined);
  }
}
