import { NO_POSTGRESQL } from "@jobstatus/tools/postgresql";
import { bullmqRecipe } from "./engines/bullmq.ts";
import { embeddedFleet, postgresqlFleet } from "./engines/jobstatus-fleet.ts";
import { referenceEngine } from "./engines/reference.ts";
import { readFleetCases } from "./read-fleet-cases.ts";
import { runFleetSuite } from "./run-fleet-suite.ts";
import { SharedPostgresql } from "./stores/postgresql.ts";

const [name = "", ...only] = process.argv.slice(2);
const server = new SharedPostgresql();
const engine = {
  reference: referenceEngine(),
  pglite: embeddedFleet,
  postgresql: postgresqlFleet(server),
  bullmq: bullmqRecipe,
}[name];
if (!engine) throw new Error("which engine?");
if (NO_POSTGRESQL) console.log(NO_POSTGRESQL);
const cases = readFleetCases().filter(({ id }) => only.length === 0 || only.some((part) => id.includes(part)));
const startedAtMs = performance.now();
await runFleetSuite(cases, engine, {
  parallel: Number(process.env["PARALLEL"] ?? 6),
  onResult: ({ case: { id }, verdict, faults, polls, baseline, missing, tookMs }) => {
    console.log(verdict, id, missing ?? "", `${polls}/${baseline}`, `${tookMs} ms`);
    for (const fault of faults) console.log("   ", fault);
  },
});
await server.close();
console.log(Math.round(performance.now() - startedAtMs));
