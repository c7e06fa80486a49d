import { exitCodeFromSignal, type EndingSignal, listenForSignals } from "../signals.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import type { OpenJob } from "../jobs/open-jobs.ts";
import { resumeTokenOf } from "./resume-token.ts";
import { type ResumableJob, type ResumeFile, writeResumeFile } from "./resume-file.ts";

/** What an interruption has to know. */
export interface InterruptionOptions {
  readonly jobs: readonly OpenJob[];
  readonly view: JobsView;
  /** Where to leave the resume file. */
  readonly path: string;
  readonly warn: (sentence: string) => void;
  readonly file: Pick<ResumeFile, "command" | "isAny"> & {
    readonly until: string | undefined;
    readonly profile: string | undefined;
  };
}

/** Ends a run before its jobs have ended, and leaves what is needed to go on. */
export class Interruption {
  readonly #options: InterruptionOptions;
  readonly #stop = new AbortController();
  readonly #unlisten: () => void;
  readonly #tokens = new Map<number, object>();
  #caught: EndingSignal | undefined;

  constructor(options: InterruptionOptions) {
    this.#options = options;
    this.#unlisten = listenForSignals((signal) => {
      this.#caught = signal;
      // Now, and not when all is wound up: whoever closes the terminal may not leave time for that.
      this.#save();
      void this.#collectTokens().finally(() => this.stop());
    });
  }

  /** Is aborted when the run has to end. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Ends the run without a file: nothing more is wanted. */
  stop(): void {
    this.#stop.abort();
  }

  /** Says how to go on, where there is something to go on with; gives the exit code of a run that a signal ended. */
  end(): number | undefined {
    this.#unlisten();
    const isLate = this.#options.view.rows.some((row) => row.failure?.code === "timeout");
    if (this.#caught === undefined && !isLate) return undefined;
    if (this.#save()) this.#options.warn(`to go on: jobstatus resume ${quoted(this.#options.path)}`);
    return this.#caught && exitCodeFromSignal(this.#caught);
  }

  /** While the wait goes on: what it has learned goes with it. */
  async #collectTokens(): Promise<void> {
    const { jobs, view } = this.#options;
    await Promise.all(
      jobs.map(async ({ connection, reference }, index) => {
        const { isDone, status } = view.row(index);
        const token = isDone ? undefined : await resumeTokenOf(connection.client, status?.id ?? reference);
        if (token) this.#tokens.set(index, token);
      }),
    );
  }

  #save(): boolean {
    const { file, jobs, path, warn } = this.#options;
    const open = jobs.flatMap((job, index) => this.#openJob(job, index));
    if (open.length === 0) return false;
    const { command, isAny, until, profile } = file;
    try {
      writeResumeFile(path, {
        command,
        isAny,
        ...(until !== undefined && { until }),
        ...(profile !== undefined && { profile }),
        jobs: open,
      });
      return true;
    } catch (error) {
      warn(`the resume file cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  #openJob({ connection, reference, label }: OpenJob, index: number): ResumableJob[] {
    const { failure, isDone, status, job } = this.#options.view.row(index);
    if (isDone && failure?.code !== "timeout") return [];
    const { provider, settings } = connection;
    return [
      {
        provider,
        settings,
        job: failure?.resume ?? this.#tokens.get(index) ?? status?.id ?? reference,
        label: status ? job : label,
      },
    ];
  }
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
