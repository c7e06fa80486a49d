import { fileURLToPath } from "node:url";
import { HABITS_VARIABLE, type Habits, rightHabits } from "../../../adapters/fleet/reference/habits.ts";
import type { FleetEngine } from "../fleet-store.ts";
import { openReferenceStore } from "../stores/reference-server.ts";

const program = fileURLToPath(new URL("../../../adapters/fleet/reference/worker.ts", import.meta.url));

/** The longest interval of a provider in any case, in real milliseconds. */
const MAX_INTERVAL_MS = 500;

/** The reference worker, or one that is wrong on purpose: with habits that differ. */
export function referenceEngine(habits: Partial<Habits> = {}, name = "reference", patienceMs?: number): FleetEngine {
  const environment = { [HABITS_VARIABLE]: JSON.stringify(habits) };
  return {
    name,
    command: [process.execPath, "--conditions=@jobstatus/source", program],
    environment,
    features: ["processes", "restarts", "batches", "sessions", "parking", "account"],
    leaseMs: rightHabits.leaseMs + MAX_INTERVAL_MS,
    ...(patienceMs !== undefined && { patienceMs }),
    openStore: (directory) => openReferenceStore(directory, environment),
  };
}
