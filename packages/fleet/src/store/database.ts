import type { Db } from "pg-boss";

/** A database on which pg-boss and the fleet run, with transactions and notifications. */
export type Database = Required<Pick<Db, "executeSql" | "beginTransaction" | "listen">>;

/** A transaction of a {@link Database}. */
export type Transaction = Awaited<ReturnType<Database["beginTransaction"]>>;

/** Runs a task in a transaction: it commits what the task wrote, or nothing of it if the task throws. */
export async function inTransaction<T>(database: Database, task: (db: Db) => Promise<T>): Promise<T> {
  const transaction = await database.beginTransaction();
  let result: T;
  try {
    result = await task(transaction.db);
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
  await transaction.commit();
  return result;
}
