import { resolve } from "node:path";

/** Whether a store is a PostgreSQL's connection string; otherwise it is a directory. */
export function isPostgresql(store: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(store);
}

/** Where a store is, for messages: the host and the database, or the directory. What may hold a password is left out. */
export function storePlace(store: string): string {
  if (!isPostgresql(store)) return `the directory ${resolve(store)}`;
  // Nothing that comes before or after is shown: an "@", "/" or "#" in a password may be unescaped.
  const [, place] = /^\w+:\/\/(?:[^@/?#]*@)?([\w.-]+(?::\d+)?\/[\w.-]*)(?:\?[^@#]*)?$/.exec(store) ?? [];
  return place === undefined ? "the PostgreSQL of the connection string" : `the PostgreSQL at ${place}`;
}
