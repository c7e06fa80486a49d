/** Where the durations of jobs are kept, by the kind of job. A `Map` with these two methods around it will do. */
export interface DurationStore {
  /** The durations of earlier jobs of this kind, in milliseconds, the newest last. */
  read(kind: string): readonly number[] | Promise<readonly number[]>;
  /** Takes the duration of a job that has ended, in milliseconds. */
  add(kind: string, durationMs: number): void | Promise<void>;
}

/** The kind of a job, and the store to learn from. */
export interface Durations {
  /** Jobs of one kind take about as long as each other: such as the name of the call that starts them. */
  readonly kind: string;
  readonly store: DurationStore;
}

const MAX_DURATIONS = 64;

/** The durations that are known, as they arrive. A store that fails is no reason to wait less well than without one. */
export function recallDurations(durations: Durations | undefined): readonly number[] {
  const known: number[] = [];
  if (!durations) return known;
  const recall = async () => {
    const found = await durations.store.read(durations.kind);
    known.push(...found.filter((ms) => ms > 0 && ms < Infinity).slice(-MAX_DURATIONS));
  };
  recall().catch(report);
  return known;
}

/** Keeps the duration of a job that has ended. */
export function keepDuration({ kind, store }: Durations, durationMs: number): void {
  const keep = async () => store.add(kind, durationMs);
  keep().catch(report);
}

function report(error: unknown): void {
  console.error("jobstatus: the store of durations failed", error);
}
