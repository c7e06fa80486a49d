import type { ResumeToken } from "./resume-token.ts";

/** A job to poll, and the token with which to resume. */
export interface JobTarget {
  readonly id: string;
  /** The name of the operation that gives its status. Default: the default operation. */
  readonly operation?: string | undefined;
  readonly token?: ResumeToken | undefined;
  /** Set if the job is in the response of the call that has just started it. */
  readonly isNew?: true;
}

/** Reads the job out of a response whose body has yet to arrive: until the signal is aborted, for so many milliseconds. */
export type DeferredJob = (signal?: AbortSignal, ms?: number) => Promise<JobTarget>;
