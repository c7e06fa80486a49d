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
