import { fileURLToPath } from "node:url";
import type { FleetEngine } from "../fleet-store.ts";
import { openRedis } from "../stores/redis.ts";

const program = fileURLToPath(new URL("../../../adapters/fleet/bullmq.ts", import.meta.url));

/** The recipe for BullMQ, on Redis. */
export const bullmqRecipe: FleetEngine = {
  name: "the recipe for BullMQ",
  command: [process.execPath, "--conditions=@jobstatus/source", program],
  features: ["processes", "restarts"],
  // A lock, until stalled jobs are next searched for.
  leaseMs: 16_000,
  openStore: (directory) => openRedis(directory),
};
