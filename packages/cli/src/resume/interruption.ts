import type { JobsView } from "../jobs/jobs-view.ts";
import type { OpenJob } from "../jobs/open-jobs.ts";
import { type EndingSignal, exitCodeFromSignal, listenForSignals } from "../signals.ts";
import { type ResumableJob, type ResumeFile, writeResumeFile } from "./resume-file.ts";

/** What an interruption needs. */
export interface InterruptionOptions {
  readonly jobs: readonly OpenJob[];
  readonly view: JobsView;
  /** Where to write the resume file; absent if the run can't be resumed. */
  readonly path: string | undefined;
  readonly warn: (sentence: string) => void;
  readonly plan: Omit<ResumeFile, "jobs">;
}

/** Stops a run before its jobs have ended, and writes the file with which it can continue. */
export class Interruption {
  readonly #options: InterruptionOptions;
  readonly #stop = new AbortController();
  readonly #unlisten: () => void;
  #caught: EndingSignal | undefined;

  constructor(options: InterruptionOptions) {
    this.#options = options;
    this.#unlisten = listenForSignals((signal) => {
      this.#caught = signal;
      // At once: a closed terminal may leave no time for what the wait has learned.
      this.#save();
      this.stop();
    });
  }

  /** Is aborted when the run must end. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Ends the run without a file. */
  stop(): void {
    this.#stop.abort();
  }

  /** Says how to continue, if a job has not ended; returns the exit code of a run that a signal ended. */
  end(): number | undefined {
    this.#unlisten();
    const isTimeout = this.#options.view.rows.some((row) => row.failure?.code === "timeout");
    if (this.#caught === undefined && !isTimeout) return undefined;
    const { path = "", warn } = this.#options;
    if (this.#save()) warn(`to continue: jobstatus resume ${quoted(path)}`);
    return this.#caught && exitCodeFromSignal(this.#caught);
  }

  #save(): boolean {
    const { plan, jobs, path, warn } = this.#options;
    const open = jobs.flatMap((job, index) => this.#openJob(job, index));
    if (path === undefined || open.length === 0) return false;
    try {
      writeResumeFile(path, { ...plan, jobs: open });
      return true;
    } catch (error) {
      warn(`the resume file can't be written: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  #openJob({ connection, reference, label }: OpenJob, index: number): ResumableJob[] {
    const { failure, resume, isDone, status, job } = this.#options.view.row(index);
    if (isDone && failure?.code !== "timeout") return [];
    const { provider, settings, profile } = connection;
    const token = resume ?? status?.id ?? reference;
    return [{ provider, settings, profile, job: token, label: status ? job : label }];
  }
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
