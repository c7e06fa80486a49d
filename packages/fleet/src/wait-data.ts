import type { ResumeToken } from "@jobstatus/core";
import type { Job } from "pg-boss";
import type { WatchJobOptions } from "./fleet-options.ts";

/** What pg-boss keeps of a wait. */
export interface WaitData extends WatchJobOptions {
  /** What the next step resumes from. */
  readonly token: ResumeToken;
  /** The ID of its end, by which the wait is unique too. */
  readonly key: string;
  /** When this was written, in seconds since 1970 by the database. */
  readonly writtenAt: number;
  /** When the next step is due, in seconds since 1970 by the database. */
  readonly dueAt: number;
}

/** A wait that a worker has claimed. pg-boss's own columns are left out: they would cost more than the rest of the row. */
export interface ClaimedWait {
  readonly job: Job<WaitData>;
  /** When it was claimed, in seconds since 1970 by the database. */
  readonly claimedAt: number;
}

/** How one wait ended, as it is stored: plain JSON without a secret. */
export interface JobEnd {
  /** The name of the job's client. */
  readonly client: string;
  /** The job's ID. */
  readonly id: string;
  /** The name of the operation that gives the job's status; absent if it is the default. */
  readonly operation?: string;
  /** What `watch` was given. */
  readonly tag?: string;
  /** The status at the end; absent if the wait ended with an error. */
  readonly status?: Readonly<Record<string, unknown>>;
  /** Why the wait ended without the job's end; absent if the job has ended. */
  readonly error?: Readonly<Record<string, unknown>>;
  /** How many statuses the wait has seen. */
  readonly polls: number;
}
