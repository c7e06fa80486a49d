import type { Arguments } from "../arguments/parse-arguments.ts";
import { EXIT_CODES, exitCodeFromError, highestExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { listJobs } from "../jobs/list-jobs.ts";
import { UsageError } from "../usage-error.ts";
import { createConnections } from "./create-connections.ts";
import { reporterFor } from "./reporting.ts";

/** Lists the jobs of an account; resolves with the exit code. */
export async function list(args: Arguments, io: Io): Promise<number> {
  const provider = args.text("provider");
  if (provider === undefined) throw new UsageError("list needs --provider NAME");
  const connections = await createConnections(args, io);
  const connection = await connections.open(provider);
  connections.checkNames();
  const { view } = await listJobs(connection);
  const reporter = await reporterFor(args, io, view, await connections.profile(), true);
  for (const index of view.rows.keys()) reporter.onChange(index);
  reporter.end();
  return highestExitCode(
    view.rows.map(({ failure }) => (failure ? exitCodeFromError(failure.code) : EXIT_CODES.succeeded)),
  );
}
