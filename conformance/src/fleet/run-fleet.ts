import { NO_POSTGRESQL } from "@jobstatus/tools/postgresql";
import { bullmqRecipe } from "./engines/bullmq.ts";
import { dbosRecipe } from "./engines/dbos.ts";
import { embeddedFleet, postgresqlFleet } from "./engines/jobstatus-fleet.ts";
import { referenceEngine } from "./engines/reference.ts";
import type { FleetCase } from "./fleet-case.ts";
import type { FleetEngine } from "./fleet-store.ts";
import { readFleetCases } from "./read-fleet-cases.ts";
import { type FleetResult, runFleetSuite } from "./run-fleet-suite.ts";
import { NO_REDIS } from "./stores/redis.ts";
import { SharedPostgresql } from "./stores/postgresql.ts";

// Runs the suite with one engine: `node run-fleet.ts ENGINE [--long] [PART OF A CASE'S ID]...`

/** The long run has so many times as many jobs, and is so many times as slow. */
const MORE_JOBS = 5;
const SLOWER = 4;

const server = new SharedPostgresql();
const engines: Readonly<Record<string, { readonly engine: FleetEngine; readonly missing?: string | undefined }>> = {
  reference: { engine: referenceEngine() },
  pglite: { engine: embeddedFleet },
  postgresql: { engine: postgresqlFleet(server), missing: NO_POSTGRESQL },
  bullmq: { engine: bullmqRecipe, missing: NO_REDIS },
  dbos: { engine: dbosRecipe(server), missing: NO_POSTGRESQL },
};

function lengthened(one: FleetCase): FleetCase {
  const { jobs, timeFactor } = one;
  const count = jobs.count === 1 ? 1 : jobs.count * MORE_JOBS;
  return { ...one, timeFactor: timeFactor / SLOWER, jobs: { ...jobs, count } };
}

function show({ case: { id }, result, faults, missing, polls, baseline, tookMs }: FleetResult): void {
  const counts = baseline === undefined || baseline === 0 ? "" : `, ${polls} polls, ${baseline} of waitAll`;
  const more = missing === undefined ? `${Math.round(tookMs / 1_000)} s${counts}` : `needs ${missing}`;
  console.log(`${result.padEnd(12)} ${id} (${more})`);
  for (const fault of faults) console.log(`             ${fault}`);
}

const [name = "", ...rest] = process.argv.slice(2);
const { engine, missing } = engines[name] ?? {};
if (!engine)
  throw new Error(`unknown engine ${JSON.stringify(name)}; valid engines: ${Object.keys(engines).join(", ")}`);
if (missing !== undefined) throw new Error(missing);
const isLong = rest.includes("--long");
const parts = rest.filter((word) => word !== "--long");
const cases = readFleetCases()
  .filter(({ id, long }) => (isLong || !long) && (parts.length === 0 || parts.some((part) => id.includes(part))))
  .map((one) => (isLong ? lengthened(one) : one));
try {
  const results = await runFleetSuite(cases, engine, { onResult: show });
  const failed = results.filter(({ result }) => result === "failed").length;
  console.log(`${results.filter(({ result }) => result === "passed").length} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  await server.close();
}
