import { parseArgs } from "node:util";
import { JobStatusError } from "@jobstatus/core";
import { FleetError } from "../fleet-error.ts";
import type { CommandIo } from "./command-io.ts";
import { showStatus } from "./show-status.ts";
import { work } from "./work.ts";

const USAGE = `Usage: jobstatus-fleet <command> [options]

  demo            waits for simulated jobs on an embedded store, and shows how
  status          shows the waits of a store
  work <file>     takes steps of the waits, with the clients that the file exports as "clients"

Options:
  --store <store>   a PostgreSQL's connection string, or a directory; default: DATABASE_URL, or ./.jobstatus
  --jobs <number>   how many jobs the demo waits for; default: 200
  --concurrency <number>   how many jobs of each client "work" has in hand at once; default: 100
  --help            shows this

The secret that seals sessions is read from JOBSTATUS_FLEET_SECRET.
`;

const USAGE_ERROR = 2;

/**
 * Runs the command `jobstatus-fleet`.
 *
 * @returns The exit code: 0, 1 if something failed, 2 if the command was called wrongly.
 */
export async function runCommand(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        store: { type: "string" },
        jobs: { type: "string", default: "200" },
        concurrency: { type: "string", default: "100" },
        help: { type: "boolean", default: false },
      },
    });
    const [command, file, ...rest] = positionals;
    if (values.help) {
      io.write(USAGE);
      return 0;
    }
    const store = values.store ?? io.env["DATABASE_URL"] ?? "./.jobstatus";
    if (command === "demo" && file === undefined) {
      // It brings the simulators and two providers, which the other commands don't need.
      const { runDemo } = await import("./demo.ts");
      return await runDemo(io, countFrom("jobs", values.jobs));
    }
    if (command === "status" && file === undefined) return await showStatus(io, store);
    if (command === "work" && file !== undefined && rest.length === 0) {
      return await work(io, { store, file, concurrency: countFrom("concurrency", values.concurrency) });
    }
    io.writeError(USAGE);
    return USAGE_ERROR;
  } catch (error) {
    const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    if (!isUsage && !(error instanceof FleetError) && !JobStatusError.is(error)) throw error;
    io.writeError(`jobstatus-fleet: ${error.message}\n`);
    return isUsage ? USAGE_ERROR : 1;
  }
}

function countFrom(option: string, text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new FleetError("invalid-option", `the option --${option} must be an integer above 0`);
}
