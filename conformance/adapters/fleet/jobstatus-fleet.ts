import { type Fleet, type FleetClients, type DeliveredEnd as FleetEnd, createFleet } from "@jobstatus/fleet";
import { createFleetClient } from "../../src/fleet/fleet-client.ts";
import type { FleetJob, OpenMessage } from "../../src/fleet/fleet-protocol.ts";
import { type DeliveredEnd, type FleetUnderTest, serveFleetAdapter } from "../../src/fleet/serve-fleet-adapter.ts";

/** How long a step may take, in milliseconds: shorter than in production, so that leases end within the suite's patience. */
const MAX_STEP_MS = 4_000;
/** After how long an end comes again that was not acknowledged, in milliseconds: shorter, too. */
const REDELIVER_MS = 3_000;

async function open({ store, clients }: OpenMessage): Promise<FleetUnderTest> {
  const fleet: Fleet = await createFleet({
    store,
    maxStepMs: MAX_STEP_MS,
    secret: "a secret of the suite, long enough to seal",
    clients: Object.fromEntries(
      Object.entries(clients).map(([name, setting]) => [
        name,
        ({ sessions, gate }) => createFleetClient(setting, { sessions, gate }),
      ]),
    ) satisfies FleetClients,
  });
  return {
    async add(jobs: readonly FleetJob[]) {
      await Promise.all(jobs.map(({ client, id }) => fleet.watch(client, id)));
    },
    work: () => fleet.work(),
    async *ends(consumer) {
      for await (const end of fleet.ends({ consumer, redeliverMs: REDELIVER_MS })) yield deliveredFrom(end);
    },
    close: () => fleet.close(),
  };
}

function deliveredFrom(one: FleetEnd): DeliveredEnd {
  const { client, id, status, error } = one;
  const end = { client, id, ...textOf("state", status?.["state"]), ...textOf("error", error?.["code"]) };
  return { end, done: () => one.done() };
}

function textOf<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  return typeof value === "string" ? ({ [name]: value } as Record<Name, string>) : {};
}

serveFleetAdapter(open);
