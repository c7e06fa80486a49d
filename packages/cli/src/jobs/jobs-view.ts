import { type JobStatus, type JobStatusError, type ResumeToken, isTerminalState } from "@jobstatus/core";
import { EXIT_CODES, exitCodeFromError, exitCodeFromState } from "../exit-code.ts";
import type { JobRow } from "../job-row.ts";
import type { OpenJob } from "./open-jobs.ts";

/** How far a job was at a moment. */
interface ProgressSample {
  readonly atMs: number;
  readonly fraction: number;
}

interface JobRecord {
  readonly job: OpenJob;
  id: string;
  status: JobStatus | undefined;
  failure: JobStatusError | undefined;
  resume: ResumeToken | undefined;
  endedAtMs: number | undefined;
  firstSample: ProgressSample | undefined;
  lastSample: ProgressSample | undefined;
}

/** What is known of the jobs of one run. */
export class JobsView {
  /** A state or status value that ends a job's wait, too. */
  readonly #until: string | undefined;
  readonly #now: () => number;
  readonly #startedAtMs: number;
  readonly #records: readonly JobRecord[];
  readonly #requestsBefore: number;

  /** @param now - Milliseconds on a monotonic clock. */
  constructor(jobs: readonly OpenJob[], until?: string, now: () => number = () => performance.now()) {
    this.#until = until;
    this.#now = now;
    this.#startedAtMs = now();
    this.#records = jobs.map((job) => ({
      job,
      id: job.label,
      status: undefined,
      failure: job.failure,
      resume: undefined,
      endedAtMs: job.failure && now(),
      firstSample: undefined,
      lastSample: undefined,
    }));
    this.#requestsBefore = this.#requestsSent();
  }

  get elapsedMs(): number {
    return this.#now() - this.#startedAtMs;
  }

  /** How many requests the connections of the jobs have sent since the run began. */
  get requests(): number {
    return this.#requestsSent() - this.#requestsBefore;
  }

  /** The rows as they are now. */
  get rows(): readonly JobRow[] {
    return this.#records.map((_, index) => this.row(index));
  }

  /** One row as it is now. */
  row(index: number): JobRow {
    const record = this.#record(index);
    const { job, id, status, failure, resume, endedAtMs } = record;
    return {
      provider: job.connection.provider,
      job: id,
      status,
      failure,
      resume,
      isDone: endedAtMs !== undefined,
      elapsedMs: (endedAtMs ?? this.#now()) - this.#startedAtMs,
      leftMs: this.#leftMs(record),
    };
  }

  /** Records a status. */
  record(index: number, status: JobStatus): void {
    const record = this.#record(index);
    record.status = status;
    record.id = status.id;
    if (isTerminalState(status.state) || this.#isUntil(status)) this.#end(record);
    const fraction = status.progress?.fraction;
    // Progress that falls back says nothing about the end: start again.
    const isUsable = status.state === "running" && fraction !== undefined;
    if (!isUsable || fraction < (record.lastSample?.fraction ?? 0)) record.firstSample = undefined;
    if (!isUsable) return;
    record.lastSample = { atMs: this.#now(), fraction };
    record.firstSample ??= record.lastSample;
  }

  /** Records that there will be no further status. A job whose wait was aborted is as it was, and can be resumed. */
  fail(index: number, failure: JobStatusError): void {
    const record = this.#record(index);
    record.resume = failure.resume;
    if (failure.code === "aborted") return;
    record.failure = failure;
    record.status ??= failure.lastStatus;
    record.id = failure.jobId ?? record.id;
    this.#end(record);
  }

  /** The exit code for one job. */
  exitCode(index: number): number {
    const { failure, status } = this.#record(index);
    if (failure) return exitCodeFromError(failure.code);
    if (status && this.#isUntil(status)) return EXIT_CODES.succeeded;
    return exitCodeFromState(status?.state ?? "unknown");
  }

  #requestsSent(): number {
    const connections = new Set(this.#records.map(({ job }) => job.connection));
    return Array.from(connections, ({ requests }) => requests).reduce((sum, requests) => sum + requests, 0);
  }

  #isUntil({ state, native }: JobStatus): boolean {
    return state === this.#until || native === this.#until;
  }

  #record(index: number): JobRecord {
    const record = this.#records[index];
    if (!record) throw new RangeError(`there is no job ${index}`);
    return record;
  }

  #end(record: JobRecord): void {
    record.endedAtMs ??= this.#now();
  }

  /** From the speed between the first progress and the latest; nothing if that moment has passed. */
  #leftMs({ firstSample: first, lastSample: last, endedAtMs }: JobRecord): number | undefined {
    if (!first || !last || last.fraction <= first.fraction || endedAtMs !== undefined) return undefined;
    const speed = (last.fraction - first.fraction) / (last.atMs - first.atMs);
    const leftMs = last.atMs + (1 - last.fraction) / speed - this.#now();
    return leftMs > 0 ? leftMs : undefined;
  }
}
