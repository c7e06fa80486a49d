import { randomUUID } from "node:crypto";
import { firstToken } from "@jobstatus/core";
import { createFleet } from "../../create-fleet.ts";
import { type Store, openStore } from "../../store/open-store.ts";
import { priorityAt } from "../../store/due-priority.ts";
import { prepareWaits, waitsOf } from "../../store/queues.ts";
import { openEmbedded } from "../stores.ts";
import { startPostgresql } from "@jobstatus/tools/postgresql";
import { ownCpuMs, serverCpuMs } from "./cpu.ts";
import { createNullVault, until } from "./null-vault.ts";
import type { Row } from "./row.ts";

const STEPS = 30_000;
const SLEEPING = 1_000_000;
const BATCH = 100;
const EMPTY_POLLS = 300;
const NOOP = "noop";
const ignore = () => undefined;

/** What a step costs beside a job of pg-boss that does nothing; with a million waits that sleep; and what those cost. */
export async function postgresRows(): Promise<readonly Row[]> {
  // Its default, 128 MB, holds a tenth of a million waits.
  const postgres = await startPostgresql(["shared_buffers=2GB", "max_wal_size=8GB"]);
  const url = await postgres.createDatabase("fleet");
  const cpuMs = () => ownCpuMs() + serverCpuMs(postgres.pid);
  const noopMs = await noopCost(url, cpuMs);
  const stepMs = await stepCost(url, cpuMs);
  const { bytes, pollMs } = await sleep(url, () => serverCpuMs(postgres.pid));
  const crowdedMs = await stepCost(url, cpuMs);
  await postgres.close();
  console.log({ noopMs, stepMs, crowdedMs });
  return [
    {
      what: "steps in a second of a core, over pg-boss's jobs that do nothing: PostgreSQL",
      figure: noopMs / stepMs,
      unit: "",
      goal: { least: 0.35 },
    },
    {
      what: "steps in a second of a core with a million waits that sleep, over those with none",
      figure: stepMs / crowdedMs,
      unit: "",
      goal: { least: 0.85 },
    },
    {
      what: "PostgreSQL's CPU time for a poll that finds nothing, with a million that sleep",
      figure: pollMs,
      unit: "ms",
      goal: { most: 1 },
    },
    { what: "bytes of a wait that sleeps, indexes included", figure: bytes / 1_000, unit: "KB", goal: { most: 1.2 } },
  ];
}

/** The same beside pg-boss on an embedded database. */
export async function embeddedRows(): Promise<readonly Row[]> {
  const { store, remove } = await openEmbedded();
  const noopMs = await noopCost(store, ownCpuMs);
  const stepMs = await stepCost(store, ownCpuMs);
  await remove();
  console.log({ noopMs, stepMs });
  return [
    {
      what: "steps in a second of a core, over pg-boss's jobs that do nothing: embedded",
      figure: noopMs / stepMs,
      unit: "",
      goal: { least: 0.35 },
    },
  ];
}

/** The CPU time of one job of pg-boss that does nothing, from its insert to its end, in batches as large as the fleet's, in milliseconds. */
async function noopCost(place: string, cpuMs: () => number): Promise<number> {
  const store = await openStore({ store: place, onError: ignore });
  await store.boss.createQueue(NOOP);
  let done = 0;
  const beginMs = cpuMs();
  for (let n = 0; n < STEPS; n += BATCH) {
    await store.boss.insert(
      NOOP,
      Array.from({ length: BATCH }, (_, index) => ({ data: { n: n + index } })),
    );
  }
  await store.boss.work(NOOP, { batchSize: BATCH, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 }, (jobs) => {
    done += jobs.length;
    return Promise.resolve();
  });
  await until(() => done >= STEPS);
  const cost = (cpuMs() - beginMs) / STEPS;
  await store.close();
  return cost;
}

/** The CPU time of one step of the fleet over a transport that does nothing, in milliseconds. */
async function stepCost(place: string, cpuMs: () => number): Promise<number> {
  const { client, count } = createNullVault();
  const store = await openStore({ store: place, onError: ignore });
  await prepareWaits(store, "vault", 60);
  const { rows } = await store.database.executeSql("SELECT extract(epoch FROM now())::float8 AS now");
  const now = (rows as { now: number }[])[0]?.now ?? 0;
  const from = Math.round(performance.now() * 1_000);
  const waits = Array.from({ length: STEPS }, (_, n) => {
    const key = randomUUID();
    const data = { token: firstToken(client, String(from + n)), key, writtenAt: now, dueAt: now };
    return { data, singletonKey: key, priority: priorityAt(now) };
  });
  await store.boss.insert(waitsOf("vault"), waits);
  await store.close();
  const fleet = await createFleet({ store: place, clients: { vault: client }, onEvent: ignore });
  const beginMs = cpuMs();
  fleet.work({ concurrency: 200 });
  await until(() => count() >= STEPS);
  const cost = (cpuMs() - beginMs) / STEPS;
  await fleet.close();
  return cost;
}

/** Adds a million waits that sleep; how large one is, and what a poll costs that finds nothing. */
async function sleep(place: string, cpuMs: () => number): Promise<{ bytes: number; pollMs: number }> {
  const store = await openStore({ store: place, onError: ignore });
  await prepareWaits(store, "sleepers", 60);
  const before = await sizeOf(store);
  const queue = waitsOf("sleepers");
  const token = JSON.stringify(firstToken(createNullVault().client, "1201"));
  await store.database.executeSql(
    `INSERT INTO ${store.schema}.job (name, data, priority, start_after, singleton_key, policy, retry_limit, expire_seconds, keep_until)
     SELECT '${queue}', jsonb_build_object('token', '${token}'::jsonb || jsonb_build_object('id', n::text), 'writtenAt', 1, 'dueAt', 1,
         'key', key),
       ${priorityAt(0)} - floor(extract(epoch FROM now()) + 3600 + n % 3600)::int,
       now() + (3600 + n % 3600) * interval '1 second',
       key, 'exclusive', 2147483647, 60, now() + interval '3650 days'
     FROM generate_series(1, ${SLEEPING}) AS n, LATERAL (SELECT md5(n::text)::uuid::text AS key) AS keys`,
  );
  // What the server would do later, beside the steps.
  await store.database.executeSql(`VACUUM ANALYZE ${store.schema}.job_common`);
  await store.database.executeSql("CHECKPOINT");
  const bytes = ((await sizeOf(store)) - before) / SLEEPING;
  const beginMs = cpuMs();
  for (let n = 0; n < EMPTY_POLLS; n += 1) {
    const minPriority = priorityAt(Date.now() / 1_000);
    await store.boss.fetch(queue, { batchSize: BATCH, minPriority });
  }
  const pollMs = (cpuMs() - beginMs) / EMPTY_POLLS;
  await store.close();
  return { bytes, pollMs };
}

async function sizeOf({ database, schema }: Store): Promise<number> {
  const { rows } = await database.executeSql(`SELECT pg_total_relation_size('${schema}.job_common')::float8 AS size`);
  return (rows as { size: number }[])[0]?.size ?? 0;
}
