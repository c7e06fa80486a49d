import { fileURLToPath } from "node:url";
import {
  BEHAVIOR_VARIABLE,
  type WorkerBehavior,
  rightBehavior,
} from "../../../adapters/fleet/reference/worker-behavior.ts";
import type { FleetEngine } from "../fleet-store.ts";
import { openReferenceStore } from "../stores/reference-server.ts";

const program = fileURLToPath(new URL("../../../adapters/fleet/reference/worker.ts", import.meta.url));

/** The longest interval of a provider in any case, in real milliseconds. */
const MAX_INTERVAL_MS = 500;

/** The reference worker, or one that is wrong on purpose: with a behavior that differs. */
export function referenceEngine(
  behavior: Partial<WorkerBehavior> = {},
  name = "reference",
  patienceMs?: number,
): FleetEngine {
  const environment = { [BEHAVIOR_VARIABLE]: JSON.stringify(behavior) };
  return {
    name,
    command: [process.execPath, "--conditions=@jobstatus/source", program],
    environment,
    features: ["processes", "restarts", "batches", "sessions", "parking", "account"],
    leaseMs: rightBehavior.leaseMs + MAX_INTERVAL_MS,
    ...(patienceMs !== undefined && { patienceMs }),
    openStore: (directory) => openReferenceStore(directory, environment),
  };
}
