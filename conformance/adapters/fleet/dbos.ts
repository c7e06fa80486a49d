import { setTimeout as sleep } from "node:timers/promises";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { Waits } from "../../recipes/dbos/wait-for-job.ts";
import { EndStream } from "../../src/fleet/end-stream.ts";
import { createFleetClient } from "../../src/fleet/fleet-client.ts";
import type { OpenMessage } from "../../src/fleet/fleet-protocol.ts";
import { type FleetUnderTest, serveFleetAdapter } from "../../src/fleet/serve-fleet-adapter.ts";

/** How often it is read whether DBOS has recorded an end, in milliseconds. */
const RECORDED_MS = 50;

const quiet = (...texts: readonly unknown[]) => console.error(...texts);

async function open({ store, clients }: OpenMessage): Promise<FleetUnderTest> {
  const stream = new EndStream();
  const own = Object.fromEntries(Object.entries(clients).map(([name, one]) => [name, createFleetClient(one)]));
  const waits = new Waits(own, (end) => stream.deliver(end));
  DBOS.setConfig({
    name: "jobstatus-fleet",
    systemDatabaseUrl: store,
    systemDatabasePoolSize: 20,
    executorID: "worker",
    applicationVersion: "1",
    // Standard output is the protocol's.
    logger: { info: () => undefined, debug: () => undefined, warn: quiet, error: quiet },
  });
  // It continues the workflows that were open.
  await DBOS.launch();
  const recordings = new Set<Promise<void>>();
  const closed = new AbortController();
  const untilRecorded = async (id: string) => {
    // An end that is acknowledged while the process closes comes again in the next one.
    while (closed.signal.aborted || (await DBOS.getWorkflowStatus(id))?.status !== "SUCCESS") await sleep(RECORDED_MS);
  };
  return {
    async add(jobs) {
      await Promise.all(jobs.map(({ client, id }) => waits.add(client, id)));
    },
    work: () => undefined,
    async *ends() {
      for await (const { end, done } of stream) {
        const recorded = async () => {
          await done();
          const recording = untilRecorded(waits.workflowId(end.client, end.id));
          recordings.add(recording);
          await recording.finally(() => recordings.delete(recording));
        };
        yield { end, done: recorded };
      }
    },
    async close() {
      await waits.close();
      await Promise.all(recordings);
      closed.abort();
      await DBOS.shutdown();
    },
  };
}

serveFleetAdapter(open);
