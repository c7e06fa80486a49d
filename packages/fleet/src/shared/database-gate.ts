import type { Gate, JobClientLimits } from "@jobstatus/core";
import type { Store } from "../store/open-store.ts";

/** How much slower than the rate that a refusal shows requests continue, and by how much each request lets the pace recover. */
const CAUTION = 1.05;
const RECOVERY = 0.999;
/** A refusal after fewer requests says little about the rate. */
const MIN_REQUESTS = 5;

interface Waiting {
  readonly resolve: (delayMs: number) => void;
  readonly reject: (error: unknown) => void;
}

/** What the database says of a row. */
interface Row {
  /** How long until the first of the places, in seconds. */
  readonly delay: number;
  /** The time from one place to the next, in seconds. */
  readonly spacing: number;
}

/**
 * The limit of an account, for all processes of a fleet: each request takes the next place in a row of the database. The places stand
 * apart as the slowest of the contract's limits demands, or, after a refusal, as the rate demands that the refusal has shown.
 *
 * Requests that are sent together take their places in one statement.
 */
export class DatabaseGate implements Gate {
  readonly #store: Store;
  readonly #key: string;
  #minSpacing = 0;
  #waiting: Waiting[] = [];
  #last: Row & { readonly atMs: number } = { delay: 0, spacing: 0, atMs: 0 };

  /** @param name - The account's name: that of its client. */
  constructor(store: Store, name: string) {
    this.#store = store;
    this.#key = `gate/${name}`;
  }

  /** Sets the limits that the contract states. The slowest spaces the requests. */
  setLimit({ account = [] }: JobClientLimits): void {
    this.#minSpacing = Math.max(0, ...account.map(({ requests, intervalMs }) => intervalMs / requests / 1_000));
  }

  /** How many requests would be admitted within a time, as far as this process knows. */
  roomWithin(ms: number): number {
    const { delay, spacing, atMs } = this.#last;
    const delayMs = Math.max(0, delay * 1_000 - (performance.now() - atMs));
    if (delayMs > ms) return 0;
    return spacing > 0 ? Math.ceil((ms - delayMs) / (spacing * 1_000)) : Infinity;
  }

  async admit(signal: AbortSignal): Promise<void> {
    const delayMs = await new Promise<number>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => void this.#takePlaces());
    });
    signal.throwIfAborted();
    if (delayMs > 0) await sleep(delayMs, signal);
  }

  hold(ms: number): void {
    // The refusals of requests that were under way together show one thing.
    void this.#store.database
      .executeSql(
        `INSERT INTO ${this.#store.state.table} AS g (key, value)
         VALUES ($1, jsonb_build_object('next', ${NOW} + $2::float8, 'spacing', 0, 'granted', 0, 'since', ${NOW} + $2::float8))
         ON CONFLICT (key) DO UPDATE SET value = CASE
           WHEN ${number("since")} > ${NOW} THEN g.value || jsonb_build_object('next', greatest(${number("next")}, ${NOW} + $2::float8))
           ELSE jsonb_build_object(
             'next', greatest(${number("next")}, ${NOW} + $2::float8),
             'spacing', CASE WHEN ${number("granted")} < ${MIN_REQUESTS} THEN ${number("spacing")} ELSE greatest(
               (${NOW} - ${number("since")} + $2::float8) / ${number("granted")} * ${CAUTION}, ${number("spacing")} / 2) END,
             'granted', 0,
             'since', ${NOW} + $2::float8) END`,
        [this.#key, ms / 1_000],
      )
      .catch(() => undefined);
    this.#last = { ...this.#last, delay: ms / 1_000, atMs: performance.now() };
  }

  async #takePlaces(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const { delay, spacing } = await this.#take(waiting.length);
      this.#last = { delay: delay + waiting.length * spacing, spacing, atMs: performance.now() };
      for (const [n, { resolve }] of waiting.entries()) resolve((delay + n * spacing) * 1_000);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** Takes so many places. The pace recovers a little with each. */
  async #take(count: number): Promise<Row> {
    const spacing = `greatest($3::float8, ${number("spacing")} * power(${RECOVERY}, $2::int))`;
    const { rows } = await this.#store.database.executeSql(
      `INSERT INTO ${this.#store.state.table} AS g (key, value)
       VALUES ($1, jsonb_build_object('next', ${NOW} + $2::int * $3::float8, 'spacing', $3::float8, 'granted', $2::int, 'since', ${NOW}))
       ON CONFLICT (key) DO UPDATE SET value = g.value || jsonb_build_object(
         'next', greatest(${number("next")}, ${NOW}) + $2::int * ${spacing},
         'spacing', ${spacing},
         'granted', ${number("granted")} + $2::int)
       RETURNING (value->>'spacing')::float8 AS spacing,
         (value->>'next')::float8 - $2::int * (value->>'spacing')::float8 - ${NOW} AS delay`,
      [this.#key, count, this.#minSpacing],
    );
    return (rows as Row[])[0] ?? { delay: 0, spacing: 0 };
  }
}

/** The database's time in seconds since 1970, at the statement. */
const NOW = "extract(epoch FROM statement_timestamp())::float8";

function number(name: string): string {
  return `(g.value->>'${name}')::float8`;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
