import type { FleetClient } from "./open-clients.ts";
import type { Store } from "./store/open-store.ts";
import { waitsOf } from "./store/queues.ts";
import type { ParkedAccounts } from "./worker/parked-accounts.ts";

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
  store: Store,
  clients: ReadonlyMap<string, FleetClient>,
  parked: ParkedAccounts,
): Promise<FleetStatus> {
  const accounts = await parked.read();
  const inAll: Record<string, ClientStatus> = {};
  const counts = await countWaits(store);
  for (const name of new Set([...clients.keys(), ...counts.keys()])) {
    const reason = accounts.get(name)?.message;
    const { waiting, due } = counts.get(name) ?? { waiting: 0, due: 0 };
    inAll[name] = { waiting, due, ...(reason !== undefined && { parked: reason }) };
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

/** Counts the waits of each client that has some. pg-boss's own counts are up to a minute old. */
export async function countWaits({
  database,
  schema,
}: Store): Promise<ReadonlyMap<string, { readonly waiting: number; readonly due: number }>> {
  const { rows } = await database.executeSql(
    `SELECT substr(name, length($1) + 1) AS client, count(*)::int AS waiting,
       (count(*) FILTER (WHERE state < 'active' AND start_after <= now()))::int AS due
     FROM ${schema}.job WHERE starts_with(name, $1) AND state <= 'active' GROUP BY name`,
    [waitsOf("")],
  );
  return new Map((rows as { client: string; waiting: number; due: number }[]).map((row) => [row.client, row]));
}
