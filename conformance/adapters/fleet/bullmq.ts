import { Redis } from "ioredis";
import type { Worker } from "bullmq";
import { type WaitsOptions, addWait, consumeEnds, startWorker } from "../../recipes/bullmq/waits.ts";
import { createFleetClient } from "../../src/fleet/fleet-client.ts";
import type { OpenMessage } from "../../src/fleet/fleet-protocol.ts";
import { EndStream } from "../../src/fleet/end-stream.ts";
import { type FleetUnderTest, serveFleetAdapter } from "../../src/fleet/serve-fleet-adapter.ts";

/** How long a job is locked, in milliseconds: shorter than in production, so that locks end within the suite's patience. */
const LOCK_MS = 8_000;

function open({ store, clients }: OpenMessage): Promise<FleetUnderTest> {
  const redis = new Redis(store, { maxRetriesPerRequest: null });
  // ioredis connects again by itself, and would end the process for an error that has no listener.
  redis.on("error", (error) => console.error(error.message));
  const options: WaitsOptions = {
    redis,
    lockMs: LOCK_MS,
    clients: Object.fromEntries(Object.entries(clients).map(([name, one]) => [name, createFleetClient(one)])),
  };
  const workers: Pick<Worker, "close" | "on">[] = [];
  const keep = (worker: Pick<Worker, "close" | "on">) => {
    worker.on("error", (error) => console.error(error.message));
    workers.push(worker);
  };
  return Promise.resolve({
    async add(jobs) {
      await Promise.all(jobs.map(({ client, id }) => addWait(options, client, id)));
    },
    work: () => keep(startWorker(options)),
    ends() {
      const stream = new EndStream();
      keep(consumeEnds(options, (end) => stream.deliver(end)));
      return stream;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      redis.disconnect();
    },
  });
}

serveFleetAdapter(open);
