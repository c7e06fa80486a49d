import type { ConnectionFailure } from "./known-failure.ts";

/** None: a browser and a worker tell no code, and not why a connection failed. */
export function knownFailure(): ConnectionFailure | undefined {
  return undefined;
}
