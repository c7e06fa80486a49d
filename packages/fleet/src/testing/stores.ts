import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NO_POSTGRESQL, startPostgresql } from "@jobstatus/tools/postgresql";

/** A store of a test's own. */
export interface TestStore {
  /** What `createFleet` takes. */
  readonly store: string;
  remove(): Promise<void>;
}

/** A kind of store that tests run on. */
export interface StoreKind {
  readonly kind: string;
  /** Why tests on it are skipped here; undefined if they are not. */
  readonly missing: string | undefined;
  open(): Promise<TestStore>;
}

/** Both kinds of store. */
export const STORES: readonly StoreKind[] = [
  { kind: "embedded", missing: undefined, open: openEmbedded },
  {
    kind: NO_POSTGRESQL === undefined ? "PostgreSQL" : `PostgreSQL (skipped: ${NO_POSTGRESQL})`,
    missing: NO_POSTGRESQL,
    async open() {
      const server = await startPostgresql();
      return { store: await server.createDatabase("fleet"), remove: () => server.close() };
    },
  },
];

/** A directory for an embedded store. */
export async function openEmbedded(): Promise<TestStore> {
  const directory = await mkdtemp(join(tmpdir(), "fleet-"));
  return { store: join(directory, "store"), remove: () => rm(directory, { recursive: true }) };
}

/** The store that opens fastest on this machine. */
export function openUsual(): Promise<TestStore> {
  const available = STORES.filter(({ missing }) => missing === undefined);
  return available.at(-1)?.open() ?? openEmbedded();
}
