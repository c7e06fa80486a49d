/** What to do about a failure of the database, by PostgreSQL's code or by Node's. */
const REMEDIES: Readonly<Record<string, string>> = {
  "3D000": "create the database",
  "28P01": "check the user and the password",
  "28000": "check the user and the password",
  "42501": "let the user create a schema in the database, or create it as another",
  "53100": "free some space on the database's disk",
  "53300": "allow the database more connections, or run fewer workers",
  "57P01": "check that the database runs",
  "57P03": "wait until the database has started",
  ECONNREFUSED: "check that the database runs and that the address is right",
  ECONNRESET: "check that the database runs",
  ENOTFOUND: "check the host's name",
  ETIMEDOUT: "check that the database can be reached from here",
  ENOSPC: "free some space on the disk",
};

/** What is wrong with the store and what to do, in a sentence. */
export function storeProblem(error: unknown): string {
  // The failure of a connection may hold others, one for each address.
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const { message, code } = first as { readonly message?: unknown; readonly code?: unknown };
  const remedy = REMEDIES[String(code)];
  return `${String(message ?? first)}${remedy === undefined ? "" : `; ${remedy}`}`;
}
