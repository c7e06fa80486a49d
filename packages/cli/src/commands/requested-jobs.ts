import type { Arguments } from "../arguments/parse-arguments.ts";
import type { Connections } from "../connect/connections.ts";
import type { Io } from "../io.ts";
import { type OpenJob, openJobs } from "../jobs/open-jobs.ts";
import { readJobs } from "../jobs/read-jobs.ts";
import { isInteractive } from "../output/output.ts";
import { UsageError } from "../usage-error.ts";

/**
 * The jobs that the arguments name, or that a person chooses from a list if they name none.
 *
 * @throws UsageError - A reference or a setting is wrong, or there is no job.
 */
export async function requestedJobs(args: Arguments, io: Io, connections: Connections): Promise<readonly OpenJob[]> {
  const { providers } = connections;
  const provider = args.text("provider");
  if (provider !== undefined) await providers.load(provider);
  if (args.positionals.length > 0) {
    const given = await readJobs(args.positionals, { providers: providers.names, provider, io });
    return openJobs(given, connections);
  }
  if (provider === undefined || !isInteractive(io.stdout, io.env)) {
    throw new UsageError("name a JOB; or, on a terminal, give --provider NAME to choose from its list");
  }
  return (await import("./pick-jobs.ts")).pickJobs(await connections.open(provider), io);
}
