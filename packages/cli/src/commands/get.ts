import { JobStatusError } from "@jobstatus/core";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { highestExitCode } from "../exit-code.ts";
import { isProviderName } from "../connect/provider-names.ts";
import type { Io } from "../io.ts";
import { JobsView } from "../jobs/jobs-view.ts";
import { RequestCounts } from "../jobs/request-counts.ts";
import { openJobs } from "../jobs/open-jobs.ts";
import { readJobs } from "../jobs/read-jobs.ts";
import { createReporter } from "../output/reporter.ts";
import { exitCodeFromSignal, listenForSignals } from "../signals.ts";
import { createConnections } from "./create-connections.ts";
import { outputFormat } from "./output-format.ts";

/** Asks once for each job; resolves with the exit code. */
export async function get(args: Arguments, io: Io): Promise<number> {
  const requests = new RequestCounts();
  const connections = createConnections(args, io, requests);
  const provider = args.text("provider") ?? "";
  const given = await readJobs(args.positionals, isProviderName(provider) ? provider : undefined, io.stdin);
  const jobs = await openJobs(given, connections);
  const view = new JobsView(jobs, requests, undefined);
  const reporter = await createReporter({
    format: outputFormat(args, io.stdout),
    isEachChange: true,
    view,
    stdout: io.stdout,
    warn: (sentence) => io.stderr.write(`jobstatus: ${sentence}\n`),
    env: io.env,
  });
  const stop = new AbortController();
  let exitCode: number | undefined;
  const unlisten = listenForSignals((signal) => {
    exitCode = exitCodeFromSignal(signal);
    stop.abort();
  });
  await Promise.all(
    jobs.map(async ({ connection, reference }, index) => {
      try {
        view.see(index, await connection.client.status(reference, { signal: stop.signal }));
      } catch (error) {
        if (!(error instanceof JobStatusError)) throw error;
        if (error.code === "aborted") return;
        view.fail(index, error);
      }
      reporter.changed(index);
    }),
  );
  unlisten();
  reporter.end();
  return exitCode ?? highestExitCode(jobs.map((_, index) => view.exitCode(index)));
}
