import type { Db } from "pg-boss";
import { FleetError } from "../fleet-error.ts";
import { type Database, inTransaction } from "./database.ts";

/** The version of what the fleet writes. A release that writes it otherwise raises it and upgrades what it finds. */
const VERSION = 1;
/** A number of this table's own, so that one process at a time creates it. */
const CREATION_LOCK = 1_784_001;

/** What the fleet's processes share beside the waits: small values by name. */
export class StateTable {
  readonly #database: Database;
  /** The table's name, with the schema. */
  readonly table: string;

  private constructor(database: Database, table: string) {
    this.#database = database;
    this.table = table;
  }

  /**
   * Opens the table, and creates it if there is none.
   *
   * @throws FleetError - A newer release has written it.
   */
  static async open(database: Database, schema: string): Promise<StateTable> {
    const state = new StateTable(database, `${schema}.fleet_state`);
    const version = await inTransaction(database, async (db) => {
      await db.executeSql(`SELECT pg_advisory_xact_lock(${CREATION_LOCK})`);
      await db.executeSql(
        `CREATE TABLE IF NOT EXISTS ${state.table} (key text PRIMARY KEY, value jsonb NOT NULL, set_on timestamptz NOT NULL DEFAULT now())`,
      );
      await db.executeSql(
        `INSERT INTO ${state.table} (key, value) VALUES ('version', '${VERSION}'), ('consumers', '[]') ON CONFLICT DO NOTHING`,
      );
      return state.read("version", db);
    });
    if (version !== VERSION) {
      const problem = `the store has version ${String(version)}, and this release of @jobstatus/fleet reads ${VERSION}; install the newer one`;
      throw new FleetError("store-version", problem);
    }
    return state;
  }

  /** The value under a key; undefined if there is none. */
  async read(key: string, db: Db = this.#database): Promise<unknown> {
    const { rows } = await db.executeSql(`SELECT value FROM ${this.table} WHERE key = $1`, [key]);
    return (rows as { value: unknown }[])[0]?.value;
  }

  /** All values whose key begins with a text, by the rest of the key. */
  async readAll(prefix: string): Promise<ReadonlyMap<string, unknown>> {
    const { rows } = await this.#database.executeSql(
      `SELECT substr(key, length($1) + 1) AS name, value FROM ${this.table} WHERE starts_with(key, $1)`,
      [prefix],
    );
    return new Map((rows as { name: string; value: unknown }[]).map(({ name, value }) => [name, value]));
  }

  /** Writes a value under a key, or with undefined removes it. */
  async write(key: string, value: unknown, db: Db = this.#database): Promise<void> {
    if (value === undefined) {
      await db.executeSql(`DELETE FROM ${this.table} WHERE key = $1`, [key]);
      return;
    }
    await db.executeSql(
      `INSERT INTO ${this.table} (key, value) VALUES ($1, $2::text::jsonb)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, set_on = now()`,
      [key, JSON.stringify(value)],
    );
  }
}
