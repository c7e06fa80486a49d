import type { Db } from "pg-boss";

/** The database's time, in seconds since 1970: the one clock of all processes. In a transaction it is that of its begin. */
export async function databaseSeconds(db: Db): Promise<number> {
  const { rows } = await db.executeSql("SELECT extract(epoch FROM now())::float8 AS now");
  return (rows as { now: number }[])[0]?.now ?? 0;
}
