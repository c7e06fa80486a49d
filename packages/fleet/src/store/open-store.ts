import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { PgBoss } from "pg-boss";
import { FleetError } from "../fleet-error.ts";
import { type Database, inTransaction } from "./database.ts";
import { EmbeddedDatabase } from "./embedded-database.ts";
import { lockDirectory } from "./lock-directory.ts";
import { isPostgresql, storePlace } from "./store-place.ts";
import { storeProblem } from "./store-problem.ts";
import { StateTable } from "./state-table.ts";

/** The schema of the database in which everything is, pg-boss's tables included. */
const SCHEMA = "jobstatus";
/** How often pg-boss looks for steps whose worker has died, in seconds. */
const SUPERVISE_SECONDS = 10;

/** Where the waits are: a database, pg-boss on it, and a table of what pg-boss has no place for. */
export interface Store {
  readonly schema: string;
  /** Where it is, for messages. */
  readonly place: string;
  readonly database: Database;
  readonly boss: PgBoss;
  readonly state: StateTable;
  /** Runs a task while no other process runs one under the name. If a process ends in its task, the next may begin. */
  exclusive(name: string, task: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** How a store is opened. */
export interface StoreInput {
  /** A PostgreSQL's connection string, or a directory. */
  readonly store: string;
  /** Called with each failure of pg-boss's own work. */
  readonly onError: (error: Error) => void;
}

/**
 * Opens a store, and creates or upgrades what is in it.
 *
 * @throws FleetError - A package is missing, the database can't be reached, or the directory is in use.
 */
export async function openStore({ store, onError }: StoreInput): Promise<Store> {
  const { PgBoss: Boss } = await importOr("pg-boss", () => import("pg-boss"));
  const options = {
    schema: SCHEMA,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  };
  const place = storePlace(store);
  if (isPostgresql(store)) {
    const boss = new Boss({ ...options, connectionString: store, application_name: "jobstatus-fleet" });
    boss.on("error", onError);
    const open = async () => {
      await boss.start();
      // The pool that pg-boss makes has all of these.
      const database = boss.getDb() as Database;
      return { database, state: await StateTable.open(database, SCHEMA) };
    };
    const { database, state } = await open().catch(async (cause: unknown) => {
      await stop(boss).catch(() => undefined);
      throw unusable(place, cause);
    });
    return {
      schema: SCHEMA,
      place,
      database,
      boss,
      state,
      // The lock ends with its transaction, and so with the process.
      exclusive: (name, task) =>
        inTransaction(database, async (db) => {
          await db.executeSql("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${SCHEMA} ${name}`]);
          await task();
        }),
      close: () => stop(boss),
    };
  }
  return openEmbedded(store, async (database) => {
    const boss = new Boss({ ...options, backend: "pglite", db: database });
    boss.on("error", onError);
    await boss.start();
    return boss;
  }).catch((cause: unknown) => {
    throw unusable(place, cause);
  });
}

/** Opens the embedded store of a directory. */
async function openEmbedded(directory: string, start: (database: Database) => Promise<PgBoss>): Promise<Store> {
  const lock = await lockDirectory(directory);
  let database: EmbeddedDatabase | undefined;
  const release = async () => {
    try {
      await database?.close();
    } finally {
      await lock.release();
    }
  };
  try {
    await importOr("@electric-sql/pglite", () => import("@electric-sql/pglite"));
    const files = join(directory, "pglite");
    await mkdir(files, { mode: 0o700, recursive: true });
    database = await EmbeddedDatabase.open(files);
    const boss = await start(database);
    return {
      schema: SCHEMA,
      place: storePlace(directory),
      database,
      boss,
      state: await StateTable.open(database, SCHEMA),
      // One process has the store: nothing of it needs a lock in the database, whose one connection it would hold.
      exclusive: (_name, task) => task(),
      async close() {
        try {
          await stop(boss);
        } finally {
          await release();
        }
      },
    };
  } catch (error) {
    await release().catch(() => undefined);
    throw error;
  }
}

/** The error of a store that can't be opened. */
function unusable(place: string, cause: unknown): FleetError {
  if (cause instanceof FleetError) return cause;
  return new FleetError("no-database", `the database can't be used: ${storeProblem(cause)} (${place})`, { cause });
}

function stop(boss: PgBoss): Promise<void> {
  return boss.stop({ graceful: false });
}

async function importOr<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new FleetError("missing-package", `the package ${name} is required for this store; npm install ${name}`, {
      cause,
    });
  }
}
