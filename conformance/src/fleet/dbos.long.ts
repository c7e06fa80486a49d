import { NO_POSTGRESQL } from "@jobstatus/tools/postgresql";
import { describeEngine } from "./describe-engine.ts";
import { dbosRecipe } from "./engines/dbos.ts";
import { SharedPostgresql } from "./stores/postgresql.ts";

const server = new SharedPostgresql();

describeEngine(dbosRecipe(server), { missing: NO_POSTGRESQL, close: () => server.close() });
