import type { EstimatedEnd } from "../model/estimated-end.ts";
import type { JobState, TerminalState } from "../model/job-state.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { JobReference } from "../reference/job-reference.ts";
import type { UpdateIterator } from "../wait/update-stream.ts";
import type { WatchedStatus } from "../wait/watch-job.ts";
import type { JobClient } from "./job-client.ts";

/** One of many jobs: the client of its provider, and what names the job there. */
export type ClientJob = readonly [client: JobClient, job: JobReference];

/** Jobs, all at once or over time. */
export type ClientJobs<Job extends ClientJob = ClientJob> = Iterable<Job> | AsyncIterable<Job>;

/** The type of the decoded responses of a job's client, or of those of several. */
export type RawOf<Job extends ClientJob> = Job extends readonly [client: JobClient<infer Raw>, job: JobReference]
  ? Raw
  : never;

/** The type of the results of a job's client, or of those of several. */
export type ResultOf<Job extends ClientJob> = Job extends readonly [
  client: JobClient<infer _Raw, infer _Native, infer Result>,
  job: JobReference,
]
  ? Result
  : never;

/** One of many jobs. */
export interface JobPlace {
  /** The job's place among all jobs, from 0, in the order in which they were added. */
  readonly index: number;
  /** The job's ID; absent until it is known. */
  readonly id?: string;
}

/**
 * How the wait for one of many jobs ended: with a status, or with an error.
 *
 * @typeParam End - The states in which the wait can end: the terminal ones, all of them with the option `until`, or only
 *   `succeeded` with `requireSuccess`.
 */
export type JobEnd<Raw = unknown, End extends JobState = TerminalState, Result = unknown> = JobPlace & {
  readonly done: true;
} & (
    | { readonly status: JobStatus<Raw, End, string, Result>; readonly error?: never }
    | { readonly error: JobStatusError; readonly status?: never }
  );

/** What became of one of many jobs: a status while its wait continues, or how it ended. */
export type JobUpdate<Raw = unknown, End extends JobState = TerminalState, Result = unknown> =
  | (JobPlace & { readonly done: false; readonly status: WatchedStatus<Raw, string, Result>; readonly error?: never })
  | JobEnd<Raw, End, Result>;

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
  /**
   * When the last of the open jobs is expected to end, with the confidence of the least certain estimate; absent if a job is without
   * an estimate, or none is open.
   */
  readonly estimatedEnd?: EstimatedEnd;
}

/** The updates of many jobs, as an async iterator, and what is known of all of them. */
export interface JobsWatch<
  Job extends ClientJob = ClientJob,
  End extends JobState = TerminalState,
> extends UpdateIterator<JobUpdate<RawOf<Job>, End, ResultOf<Job>>> {
  /**
   * Adds a job. Its timeout counts from here.
   *
   * @throws JobStatusError - `invalid-request`: the watch has ended, or the job is not a pair.
   */
  add(job: Job): void;
  /** How many jobs there are, in which states, and how many requests were sent. */
  totals(): JobTotals;
  /** The tokens with which the waits of the jobs that have not ended can be resumed; jobs that are not known yet have none. */
  resumeTokens(): readonly ResumeToken[];
}
