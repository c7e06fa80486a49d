import { JobStatusError } from "../model/job-status-error.ts";
import { withReason } from "../model/thrown.ts";
import type { UpdateReader } from "../wait/update-reader.ts";

/** What takes the jobs of a {@link JobSource}. */
export interface JobSink<Job> {
  /** Whether another job can be taken. */
  isWanted(): boolean;
  /** Called with each job. */
  onJob(job: Job): void;
  /** Called when no further job is ready, so that those before can be polled, together. */
  onGap(): void;
  /** Called when there are no more jobs: all were given, or the iterable threw. Not called after `close`. */
  onEnd(error: JobStatusError | undefined): void;
}

/** A job is ready if its promise takes no more than this many microtasks: an async generator takes three. */
const READY_TURNS = 10;
/** How many jobs are taken before those that are ready are polled. */
const MAX_READY = 1_000;

/** Reads jobs from an async iterable, no sooner than they are wanted. */
export class JobSource<Job> {
  readonly #jobs: AsyncIterator<Job>;
  readonly #sink: JobSink<Job>;
  #isClosed = false;
  #wake: (() => void) | undefined;

  constructor(jobs: AsyncIterable<Job>, sink: JobSink<Job>) {
    this.#jobs = jobs[Symbol.asyncIterator]();
    this.#sink = sink;
  }

  /** Starts to read; while the reader of the updates is paused, no job is read. */
  start(reader: UpdateReader): void {
    void this.#read(reader);
  }

  /** Continues if another job is wanted. To be called when a job has ended. */
  resume(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  /** Ends the reading, and closes the iterable. */
  close(): void {
    this.#isClosed = true;
    this.resume();
    this.#leave();
  }

  #leave(): void {
    // What a generator throws while it is left changes nothing any more.
    const leave = async () => this.#jobs.return?.();
    leave().catch(() => undefined);
  }

  async #read(reader: UpdateReader): Promise<void> {
    let error: JobStatusError | undefined;
    try {
      for (let ready = 1; await this.#untilWanted(reader); ready += 1) {
        const next = await this.#next(ready % MAX_READY === 0);
        if (this.#isClosed) return;
        if (next.done) break;
        this.#sink.onJob(next.value);
      }
    } catch (cause) {
      const problem = withReason("watchAll: the async iterable of jobs threw", cause);
      error = new JobStatusError("invalid-request", problem, { cause });
      this.#leave();
    }
    if (this.#isClosed) return;
    this.#sink.onGap();
    this.#sink.onEnd(error);
  }

  /** The next job. Unless it is ready, those before are polled meanwhile. */
  async #next(isFull: boolean): Promise<IteratorResult<Job, unknown>> {
    const next = Promise.resolve(this.#jobs.next());
    const outcome = { isReady: false };
    const mark = () => {
      outcome.isReady = true;
    };
    next.then(mark, mark);
    for (let turn = 0; turn < READY_TURNS && !outcome.isReady; turn += 1) await Promise.resolve();
    if (!outcome.isReady || isFull) this.#sink.onGap();
    return next;
  }

  /** @returns False if it was closed meanwhile. */
  async #untilWanted(reader: UpdateReader): Promise<boolean> {
    while (!this.#isClosed && !this.#sink.isWanted()) {
      const wanted = new Promise<void>((resolve) => (this.#wake = resolve));
      reader.hold(() => this.resume());
      this.#sink.onGap();
      await wanted;
    }
    return !this.#isClosed;
  }
}
