import { JobStatusError } from "@jobstatus/core";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { highestExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { JobsView } from "../jobs/jobs-view.ts";
import { listenForSignals } from "../signals.ts";
import { createConnections } from "./create-connections.ts";
import { reporterFor } from "./reporting.ts";
import { requestedJobs } from "./requested-jobs.ts";

/** Polls each job once; resolves with the exit code. */
export async function get(args: Arguments, io: Io): Promise<number> {
  const connections = await createConnections(args, io);
  const jobs = await requestedJobs(args, io, connections);
  const view = new JobsView(jobs);
  const reporter = await reporterFor(args, io, view, await connections.profile(), true);
  const stop = new AbortController();
  let exitCode: number | undefined;
  const unlisten = listenForSignals((code) => {
    exitCode = code;
    stop.abort();
  });
  await Promise.all(
    jobs.map(async ({ connection, reference, failure }, index) => {
      try {
        if (!failure) view.record(index, await connection.client.status(reference, { signal: stop.signal }));
      } catch (error) {
        if (!(error instanceof JobStatusError)) throw error;
        if (error.code === "aborted") return;
        view.fail(index, error);
      }
      reporter.onChange(index);
    }),
  );
  unlisten();
  reporter.end();
  return exitCode ?? highestExitCode(jobs.map((_, index) => view.exitCode(index)));
}
