import { NO_POSTGRESQL } from "@jobstatus/tools/postgresql";
import { describeEngine } from "./describe-engine.ts";
import { postgresqlFleet } from "./engines/jobstatus-fleet.ts";
import { SharedPostgresql } from "./stores/postgresql.ts";

const server = new SharedPostgresql();

describeEngine(postgresqlFleet(server), { missing: NO_POSTGRESQL, close: () => server.close() });
