import type { Db } from "pg-boss";
import type { Store } from "../store/open-store.ts";
import { Doorbell } from "./doorbell.ts";

/** What processes tell each other. */
const CHANNEL = "jobstatus_fleet";

/** Tells the other processes, at the end of a transaction, that there is something new in a queue. */
export async function ring(db: Db, queue: string): Promise<void> {
  await db.executeSql("SELECT pg_notify($1, $2)", [CHANNEL, queue]);
}

/** A doorbell for each queue, which another process or this one rings. If a ring is missed, the queue is read a little later. */
export class Bells {
  readonly #store: Store;
  readonly #bells = new Map<string, Doorbell>();
  #listener: Promise<{ close(): Promise<void> } | undefined> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  of(queue: string): Doorbell {
    const bell = this.#bells.get(queue) ?? new Doorbell();
    this.#bells.set(queue, bell);
    return bell;
  }

  /** Receives rings from now on. */
  listen(onError: (error: unknown) => void): void {
    this.#listener ??= this.#store.database
      .listen(
        CHANNEL,
        (queue) => this.#bells.get(queue)?.ring(),
        // Something may have been missed while there was no connection.
        () => this.#ringAll(),
      )
      .catch((error: unknown) => {
        onError(error);
        return undefined;
      });
  }

  async close(): Promise<void> {
    this.#ringAll();
    await (await this.#listener)?.close();
  }

  #ringAll(): void {
    for (const bell of this.#bells.values()) bell.ring();
  }
}
