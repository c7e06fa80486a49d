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
