import {
  type JobStatus,
  type JobStatusError,
  type ResumeToken,
  type WatchedStatus,
  isTerminalState,
} from "@jobstatus/core";
import { EXIT_CODES, exitCodeFromError, exitCodeFromState } from "../exit-code.ts";
import type { JobRow } from "../job-row.ts";
import type { OpenJob } from "./open-jobs.ts";

/** Less rounds to 0 s. */
const MIN_LEFT_MS = 500;

interface JobRecord {
  readonly job: OpenJob;
  id: string;
  status: WatchedStatus | undefined;
  failure: JobStatusError | undefined;
  resume: ResumeToken | undefined;
  endedAtMs: number | undefined;
}

/** What is known of the jobs of one run. */
export class JobsView {
  /** A state or status value that ends a job's wait, too. */
  readonly #until: string | undefined;
  readonly #now: () => number;
  readonly #wallNow: () => number;
  readonly #startedAtMs: number;
  readonly #records: readonly JobRecord[];
  readonly #requestsBefore: number;

  /**
   * @param now - Milliseconds on a monotonic clock.
   * @param wallNow - Milliseconds since 1970.
   */
  constructor(jobs: readonly OpenJob[], until?: string, now = () => performance.now(), wallNow = () => Date.now()) {
    this.#until = until;
    this.#now = now;
    this.#wallNow = wallNow;
    this.#startedAtMs = now();
    this.#records = jobs.map((job) => ({
      job,
      id: job.label,
      status: undefined,
      failure: job.failure,
      resume: undefined,
      endedAtMs: job.failure && now(),
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
    const { job, id, endedAtMs, ...known } = record;
    return {
      ...known,
      provider: job.connection.provider,
      job: id,
      isDone: endedAtMs !== undefined,
      elapsedMs: (endedAtMs ?? this.#now()) - this.#startedAtMs,
      leftMs: this.#leftMs(record),
    };
  }

  /** Records a status. */
  record(index: number, status: WatchedStatus): void {
    const record = this.#record(index);
    record.status = status;
    record.id = status.id;
    if (isTerminalState(status.state) || this.#isUntil(status)) record.endedAtMs ??= this.#now();
  }

  /** Records that there will be no further status. A job whose wait was aborted is as it was, and can be resumed. */
  fail(index: number, failure: JobStatusError): void {
    const record = this.#record(index);
    record.resume = failure.resume;
    if (failure.code === "aborted") return;
    record.failure = failure;
    record.status ??= failure.lastStatus;
    record.id = failure.jobId ?? record.id;
    record.endedAtMs ??= this.#now();
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

  /** From the estimate of the latest poll; nothing if that moment has passed. */
  #leftMs({ status, endedAtMs }: JobRecord): number | undefined {
    if (!status?.estimatedEnd || endedAtMs !== undefined) return undefined;
    const leftMs = Date.parse(status.estimatedEnd.at) - this.#wallNow();
    return leftMs >= MIN_LEFT_MS ? leftMs : undefined;
  }
}
