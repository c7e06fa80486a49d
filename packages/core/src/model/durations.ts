/** Where the durations of jobs are kept, by the kind of job. A `Map` with these two methods around it will do. */
export interface DurationStore {
  /** The durations of earlier jobs of this kind, in milliseconds, the newest last. */
  read(kind: string): readonly number[] | Promise<readonly number[]>;
  /** Adds the duration of a job that has ended, in milliseconds. */
  add(kind: string, durationMs: number): void | Promise<void>;
}

/** The kind of a job, and a store to learn from. */
export interface Durations {
  /** Jobs of one kind take about as long as each other: such as the name of the call that starts them. */
  readonly kind: string;
  /** Where the durations are kept in addition to the client's memory, such as a database. Default: nowhere. */
  readonly store?: DurationStore;
}
