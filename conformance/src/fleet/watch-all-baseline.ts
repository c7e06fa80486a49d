import { waitAll } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import type { FleetCase } from "./fleet-case.ts";
import { createFleetClient } from "./fleet-client.ts";
import { FleetProvider } from "./fleet-provider.ts";

/**
 * How many requests for statuses one process sends that waits for the jobs of a case with `waitAll`: in virtual time, so that the
 * count is always the same.
 */
export async function watchAllBaseline(one: FleetCase): Promise<number> {
  const clock = createVirtualClock();
  const sleep = (ms: number) => clock.sleep(ms, new AbortController().signal);
  const provider = new FleetProvider(one, { now: () => clock.now(), earliest: () => clock.now(), sleep });
  const setting = { ...provider.clientFor("baseline"), baseUrl: "http://provider.invalid" };
  const client = createFleetClient(setting, {
    clock,
    fetch: (input, init) => provider.fetch(new Request(input, init)),
  });
  provider.startJobs();
  await clock.run(waitAll(Array.from(provider.ends.keys(), (id) => [client, id] as const)));
  return provider.arrivals.filter(({ kind }) => kind === "status").length;
}
