import type { FleetClient } from "./open-clients.ts";
import type { Store } from "./store/open-store.ts";
import { waitsOf } from "./store/queues.ts";
import type { ParkedAccounts } from "./work/parked-accounts.ts";

/** How a fleet is doing: plain JSON. */
export interface FleetStatus {
  /** By client: of all processes, and of those that this one does not have. */
  readonly clients: Readonly<Record<string, ClientStatus>>;
  /** What this process has done since it began, by client. */
  readonly process: Readonly<Record<string, ProcessStatus>>;
}

/** The waits of one client, in all processes. */
export interface ClientStatus {
  /** How many jobs are waited for. */
  readonly waiting: number;
  /** How many of them are due, and not polled yet. */
  readonly due: number;
  /** Why the account is parked; absent if it is not. */
  readonly parked?: string;
}

/** What one process has done for a client. */
export interface ProcessStatus {
  /** How many statuses were requested. */
  readonly polls: number;
  /** How many waits have ended. */
  readonly ends: number;
  /** How many statuses a wait that has ended had seen, on the average; 0 if none has ended. */
  readonly pollsPerEnd: number;
  /** How long after they were due the last 1,000 steps were taken, in milliseconds. */
  readonly lagMs: { readonly p50: number; readonly p99: number };
  /** How many logins there were. */
  readonly logins: number;
  /** How many requests were sent sooner than the provider's interval allows: 0, or something is wrong. */
  readonly brokenFloors: number;
}

/** Reads how the fleet is doing. */
export async function readFleetStatus(
  { boss }: Store,
  clients: ReadonlyMap<string, FleetClient>,
  parked: ParkedAccounts,
): Promise<FleetStatus> {
  const accounts = await parked.read();
  const inAll: Record<string, ClientStatus> = {};
  for (const name of await clientsInStore(boss)) {
    const [stats] = await boss.getQueueStats(waitsOf(name), { force: true });
    const { queuedCount = 0, activeCount = 0, readyCount = 0 } = stats ?? {};
    const reason = accounts.get(name)?.message;
    inAll[name] = {
      waiting: queuedCount + activeCount,
      due: readyCount,
      ...(reason !== undefined && { parked: reason }),
    };
  }
  const here = [...clients].map(([name, { tally }]): [string, ProcessStatus] => [
    name,
    {
      polls: tally.steps,
      ends: tally.ends,
      pollsPerEnd: tally.ends === 0 ? 0 : tally.polls / tally.ends,
      lagMs: { p50: tally.lagMs(0.5), p99: tally.lagMs(0.99) },
      logins: tally.logins,
      brokenFloors: tally.brokenFloors,
    },
  ]);
  return { clients: inAll, process: Object.fromEntries(here) };
}

/** The names of the clients that the store has waits of, or has had. */
export async function clientsInStore(boss: Store["boss"]): Promise<readonly string[]> {
  const prefix = waitsOf("");
  const names = (await boss.getQueues()).map(({ name }) => name);
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
