import type { JobStatusErrorCode } from "@jobstatus/core";
import { errorSentence } from "../error-sentence.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import type { Profile } from "../connect/profile-file.ts";
import type { Io } from "../io.ts";
import type { JobRow } from "../job-row.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import type { OpenJob } from "../jobs/open-jobs.ts";
import { shellWord } from "../output/shell-word.ts";
import { warn } from "../output/warn.ts";
import { listenForSignals } from "../signals.ts";
import { type ResumableJob, type ResumeFile, writeResumeFile } from "./resume-file.ts";

/** A run of `watch` or `wait`. */
export interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly plan: Omit<ResumeFile, "jobs">;
  readonly jobs: readonly OpenJob[];
  readonly view: JobsView;
  readonly defaults: Profile["defaults"];
  /** Where to write the resume file; absent if the run can't be resumed. */
  readonly path: string | undefined;
}

/** Errors after which the job may still be running, and a later run may succeed. */
const MAY_CONTINUE: ReadonlySet<JobStatusErrorCode> = new Set([
  "timeout",
  "rate-limited",
  "unavailable",
  "unauthenticated",
  "forbidden",
]);

/** Stops a run before its jobs have ended, and writes the file with which it can continue. */
export class Interruption {
  /** Aborts the waits when the run must end. */
  readonly stop = new AbortController();
  readonly #run: Run;
  readonly #unlisten: () => void;
  #exitCode: number | undefined;

  constructor(run: Run) {
    this.#run = run;
    this.#unlisten = listenForSignals((exitCode) => {
      this.#exitCode = exitCode;
      // At once: a closed terminal may leave no time for what the wait has learned.
      this.#save();
      this.stop.abort();
    });
  }

  /** Says how to continue, if a job has not ended; returns the exit code of a run that a signal ended. */
  end(): number | undefined {
    this.#unlisten();
    if (this.#exitCode === undefined && !this.#run.view.rows.some(isLeft)) return undefined;
    const { path = "", io } = this.#run;
    if (this.#save()) warn(io, `to continue: jobstatus resume ${shellWord(path)}`);
    return this.#exitCode;
  }

  #save(): boolean {
    const { plan, jobs, path, io } = this.#run;
    const open = jobs.flatMap((job, index) => this.#openJob(job, index));
    if (path === undefined || open.length === 0) return false;
    try {
      writeResumeFile(path, { ...plan, jobs: open });
      return true;
    } catch (error) {
      warn(io, `the resume file can't be written: ${errorSentence(error)}`);
      return false;
    }
  }

  #openJob({ connection, reference, label }: OpenJob, index: number): ResumableJob[] {
    const row = this.#run.view.row(index);
    const { resume, status, job } = row;
    if (!isLeft(row)) return [];
    const { provider, settings, profile } = connection;
    const token = resume ?? status?.id ?? reference;
    return [{ provider, settings, profile, job: token, label: status ? job : label }];
  }
}

/** Says whether the wait for a job ended before the job did. A mistake that shows in the first request needs a new run. */
function isLeft({ isDone, failure, status }: JobRow): boolean {
  if (!isDone) return true;
  if (!failure || !MAY_CONTINUE.has(failure.code)) return false;
  return status !== undefined || failure.code === "timeout";
}
