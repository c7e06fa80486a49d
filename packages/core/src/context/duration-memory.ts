/** How many durations of a kind are learned from. */
const MAX_DURATIONS = 200;
/** How many kinds are kept. A title may name one job only, so the kinds of a long-lived client have no end. */
const MAX_KINDS = 100;
const NONE: readonly number[] = [];

/** What a client knows of how long jobs take: the newest durations of each kind, for the life of the client. */
export class DurationMemory {
  readonly #byKind = new Map<string, readonly number[]>();

  /** The durations of a kind, in milliseconds, the newest last: the same list until another is kept. */
  read(kind: string): readonly number[] {
    return this.#byKind.get(kind) ?? NONE;
  }

  /** Replaces what is known of a kind. */
  set(kind: string, durationsMs: readonly number[]): void {
    // Last in the order of the map.
    this.#byKind.delete(kind);
    this.#byKind.set(kind, durationsMs.filter((ms) => ms > 0 && ms < Infinity).slice(-MAX_DURATIONS));
    const [oldest = ""] = this.#byKind.keys();
    if (this.#byKind.size > MAX_KINDS) this.#byKind.delete(oldest);
  }

  /** Adds the duration of a job that has ended, in milliseconds. */
  add(kind: string, durationMs: number): void {
    this.set(kind, [...this.read(kind), durationMs]);
  }
}
