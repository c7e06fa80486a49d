import { fileURLToPath } from "node:url";
import type { FleetEngine } from "../fleet-store.ts";
import type { SharedPostgresql } from "../stores/postgresql.ts";

const program = fileURLToPath(new URL("../../../adapters/fleet/jobstatus-fleet.ts", import.meta.url));
const common = {
  command: [process.execPath, "--conditions=@jobstatus/source", program],
  // The longest step, the provider's interval and 5 s, until pg-boss sees it, every 10 s.
  leaseMs: 20_000,
} as const;

/** `@jobstatus/fleet` on an embedded database. */
export const embeddedFleet: FleetEngine = {
  ...common,
  name: "@jobstatus/fleet on PGlite",
  features: ["embedded", "batches", "sessions", "parking", "account"],
  openStore: (directory) => Promise.resolve({ address: directory, close: () => Promise.resolve() }),
};

/** `@jobstatus/fleet` on a PostgreSQL server. */
export function postgresqlFleet(server: SharedPostgresql): FleetEngine {
  return {
    ...common,
    name: "@jobstatus/fleet on PostgreSQL",
    features: ["processes", "restarts", "batches", "sessions", "parking", "account"],
    openStore: (_directory, needs) => server.open(needs.includes("restarts")),
  };
}
