/** A job by its id and the operation that gives its status. Every call takes it in place of an id. */
export interface NamedJob {
  /** The job's id. */
  readonly id: string;
  /** The name of the operation: `default`, or one of the others that the provider's README lists. */
  readonly operation: string;
}

/** Part of a start call that the provider refused: no job was started for it, unless `mayHaveStarted` is set. */
export interface StartRefusal {
  /** What was refused, such as the name of a server; absent if the provider does not say. */
  readonly name?: string;
  /** The provider's text; absent if there is none. */
  readonly message?: string;
  /** Set if the provider failed on this part, so that a job may have been started for it all the same. */
  readonly mayHaveStarted?: true;
}

/** What a start call began, and what the provider refused in the same response. */
export interface StartedJobs {
  /** The jobs, each once. */
  readonly jobs: readonly NamedJob[];
  /** What was refused. */
  readonly refusals: readonly StartRefusal[];
}
