import { fileURLToPath } from "node:url";
import type { FleetEngine } from "../fleet-store.ts";
import type { SharedPostgresql } from "../stores/postgresql.ts";

const program = fileURLToPath(new URL("../../../adapters/fleet/dbos.ts", import.meta.url));

/** The recipe for DBOS, on PostgreSQL: one process, which continues what was open when it starts again. */
export function dbosRecipe(server: SharedPostgresql): FleetEngine {
  return {
    name: "the recipe for DBOS",
    command: [process.execPath, "--conditions=@jobstatus/source", program],
    features: ["restarts"],
    leaseMs: 5_000,
    openStore: (_directory, needs) => server.open(needs.includes("restarts")),
  };
}
