import type { DurationStore } from "@jobstatus/core";
import type { Store } from "../store/open-store.ts";

/** How many durations of a kind are kept: the newest. */
const MAX_DURATIONS = 50;
/** For how long a process knows what it has read, in milliseconds: a step for each poll needs it. */
const FRESH_MS = 60_000;

/** How long jobs of each kind took, for all processes of a fleet. */
export class SharedDurations implements DurationStore {
  readonly #store: Store;
  readonly #prefix: string;
  readonly #known = new Map<string, { readonly atMs: number; readonly durations: Promise<readonly number[]> }>();

  constructor(store: Store, client: string) {
    this.#store = store;
    this.#prefix = `durations/${client}/`;
  }

  read(kind: string): Promise<readonly number[]> {
    const known = this.#known.get(kind);
    if (known && performance.now() - known.atMs < FRESH_MS) return known.durations;
    const durations = this.#store.state.read(this.#prefix + kind).then((value) => (value ?? []) as readonly number[]);
    this.#known.set(kind, { atMs: performance.now(), durations });
    durations.catch(() => this.#known.delete(kind));
    return durations;
  }

  async add(kind: string, durationMs: number): Promise<void> {
    const { database, state } = this.#store;
    await database.executeSql(
      `INSERT INTO ${state.table} AS d (key, value) VALUES ($1, jsonb_build_array($2::float8))
       ON CONFLICT (key) DO UPDATE SET value = CASE
         WHEN jsonb_array_length(d.value) < ${MAX_DURATIONS} THEN d.value || to_jsonb($2::float8)
         ELSE (d.value - 0) || to_jsonb($2::float8) END`,
      [this.#prefix + kind, durationMs],
    );
  }
}
