import { type JobState, type JobStatus, type JobStatusError, isTerminalState } from "@jobstatus/core";
import { errorSentence } from "../error-sentence.ts";
import { exitCodeFromError, exitCodeFromState } from "../exit-code.ts";
import type { JobRow } from "../job-row.ts";
import type { OpenJob } from "./open-jobs.ts";
import type { RequestCounts } from "./request-counts.ts";

/** A job on the board. */
export interface BoardRow extends JobRow {
  readonly failure: JobStatusError | undefined;
  /** Whether nothing more is awaited of it. */
  readonly isDone: boolean;
}

interface Sight {
  readonly atMs: number;
  readonly fraction: number;
}

/** Everything that is known of the jobs of one run, and of how it went. */
export class JobsView {
  readonly #until: JobState | undefined;
  readonly #now: () => number;
  readonly #startedAtMs: number;
  readonly #requests: RequestCounts;
  readonly #rows: BoardRow[];
  readonly #firstSights = new Map<number, Sight>();
  readonly #lastSights = new Map<number, Sight>();
  readonly #endsMs = new Map<number, number>();

  /**
   * @param requests - The requests that the jobs' connections send.
   * @param until - A state that ends a job's wait too.
   * @param now - Milliseconds of a clock that never goes back.
   */
  constructor(
    jobs: readonly OpenJob[],
    requests: RequestCounts,
    until: JobState | undefined,
    now: () => number = () => performance.now(),
  ) {
    this.#requests = requests;
    this.#until = until;
    this.#now = now;
    this.#startedAtMs = now();
    this.#rows = jobs.map(({ connection, label }) => ({
      provider: connection.provider,
      job: label,
      status: undefined,
      error: undefined,
      requests: 0,
      failure: undefined,
      isDone: false,
    }));
  }

  get elapsedMs(): number {
    return this.#now() - this.#startedAtMs;
  }

  /** The rows as they are now. */
  get rows(): readonly BoardRow[] {
    return this.#rows.map((_, index) => this.row(index));
  }

  /** One row as it is now. */
  row(index: number): BoardRow {
    const row = this.#rows[index];
    if (!row) throw new RangeError(`there is no row ${index}`);
    const elapsedMs = (this.#endsMs.get(index) ?? this.#now()) - this.#startedAtMs;
    const requests = this.#requests.of(row.provider, row.job);
    return { ...row, requests, elapsedMs, leftMs: this.#leftMs(index) };
  }

  /** Takes in a status. */
  see(index: number, status: JobStatus): void {
    const isDone = isTerminalState(status.state) || status.state === this.#until;
    this.#change(index, { status, job: status.id, isDone });
    const fraction = status.progress?.fraction;
    const sight = { atMs: this.#now(), fraction: fraction ?? 0 };
    // Progress that falls back tells nothing of the end: begin anew.
    const last = this.#lastSights.get(index);
    if (status.state !== "running" || fraction === undefined || (last && fraction < last.fraction)) {
      this.#firstSights.delete(index);
    }
    if (fraction === undefined) return;
    if (!this.#firstSights.has(index)) this.#firstSights.set(index, sight);
    this.#lastSights.set(index, sight);
  }

  /** Takes in that the status of a job could not be learned. */
  fail(index: number, failure: JobStatusError): void {
    const job = failure.jobId;
    this.#change(index, { failure, error: errorSentence(failure), isDone: true, ...(job !== undefined && { job }) });
  }

  /** The exit code for one job. */
  exitCode(index: number): number {
    const { failure, status } = this.row(index);
    if (failure) return exitCodeFromError(failure.code);
    const state = status?.state ?? "unknown";
    return state === this.#until ? exitCodeFromState("succeeded") : exitCodeFromState(state);
  }

  #change(index: number, change: Partial<BoardRow>): void {
    const row = this.#rows[index];
    if (!row) throw new RangeError(`there is no row ${index}`);
    this.#rows[index] = { ...row, ...change };
    if (change.isDone && !this.#endsMs.has(index)) this.#endsMs.set(index, this.#now());
  }

  /** By the speed between the first progress and the latest. */
  #leftMs(index: number): number | undefined {
    const [first, last] = [this.#firstSights.get(index), this.#lastSights.get(index)];
    if (!first || !last || last.fraction <= first.fraction || this.#rows[index]?.isDone) return undefined;
    const speed = (last.fraction - first.fraction) / (last.atMs - first.atMs);
    return Math.max(0, last.atMs + (1 - last.fraction) / speed - this.#now());
  }
}
