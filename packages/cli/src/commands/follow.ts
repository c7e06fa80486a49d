import { type JobState, type WatchOptions, isTerminalState } from "@jobstatus/core";
import { OPTIONS } from "../arguments/options.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { parseDurationMs } from "../arguments/duration.ts";
import { highestExitCode } from "../exit-code.ts";
import { isProviderName } from "../connect/provider-names.ts";
import type { Io } from "../io.ts";
import { JobsView } from "../jobs/jobs-view.ts";
import { type OpenJob, openJobs } from "../jobs/open-jobs.ts";
import { RequestCounts } from "../jobs/request-counts.ts";
import { readJobs } from "../jobs/read-jobs.ts";
import { watchJobs } from "../jobs/watch-jobs.ts";
import { createReporter } from "../output/reporter.ts";
import { Interruption } from "../resume/interruption.ts";
import { newResumePath, readResumeFile, removeResumeFile } from "../resume/resume-file.ts";
import { UsageError } from "../usage-error.ts";
import { createConnections } from "./create-connections.ts";
import { outputFormat } from "./output-format.ts";

/** What is to be followed, and until when. */
interface Plan {
  readonly command: "watch" | "wait";
  readonly isAny: boolean;
  readonly until: JobState | undefined;
  readonly profile: string | undefined;
}

/** Watches jobs or waits for their end; resolves with the exit code. */
export async function follow(command: "watch" | "wait", args: Arguments, io: Io): Promise<number> {
  if (args.has("any") && args.has("all")) throw new UsageError("--any and --all cannot stand together; choose one");
  const plan = { command, isAny: args.has("any"), until: stateFrom(args.text("until")), profile: args.text("profile") };
  const requests = new RequestCounts();
  const connections = createConnections(args, io, requests);
  const provider = args.text("provider") ?? "";
  const given = await readJobs(args.positionals, isProviderName(provider) ? provider : undefined, io.stdin);
  const jobs = await openJobs(given, connections);
  return run(plan, args, io, jobs, new JobsView(jobs, requests, plan.until));
}

/** Goes on where an interrupted run stopped; resolves with the exit code. */
export async function resume(args: Arguments, io: Io): Promise<number> {
  const [path = ""] = args.positionals;
  const file = readResumeFile(path);
  const profile = args.text("profile") ?? file.profile;
  const plan = { command: file.command, isAny: file.isAny, until: stateFrom(file.until), profile };
  const requests = new RequestCounts();
  const connections = createConnections(args, io, requests, profile);
  const jobs: OpenJob[] = [];
  for (const { provider, settings, job, label } of file.jobs) {
    jobs.push({ connection: await connections.open(provider, { given: settings }), reference: job, label });
  }
  const view = new JobsView(jobs, requests, plan.until);
  const exitCode = await run(plan, args, io, jobs, view, path);
  if (view.rows.every((row) => row.isDone && row.failure === undefined)) removeResumeFile(path);
  return exitCode;
}

async function run(
  { command, isAny, until, profile }: Plan,
  args: Arguments,
  io: Io,
  jobs: readonly OpenJob[],
  view: JobsView,
  resumePath?: string,
): Promise<number> {
  const path = args.text("resume-file") ?? resumePath ?? newResumePath(io.env, new Date(), process.pid);
  const warn = (sentence: string) => io.stderr.write(`jobstatus: ${sentence}\n`);
  const reporter = await createReporter({
    format: outputFormat(args, io.stdout),
    isEachChange: command === "watch",
    view,
    stdout: io.stdout,
    warn,
    env: io.env,
  });
  const interruption = new Interruption({ jobs, view, path, warn, file: { command, isAny, until, profile } });
  let first: number | undefined;
  try {
    await watchJobs(jobs, view, watchOptions(args, until, interruption.signal), (index) => {
      reporter.changed(index);
      if (!isAny || !view.row(index).isDone) return;
      first ??= index;
      interruption.stop();
    });
  } finally {
    reporter.end();
  }
  const interrupted = interruption.end();
  if (interrupted !== undefined) return interrupted;
  return first === undefined ? highestExitCode(jobs.map((_, index) => view.exitCode(index))) : view.exitCode(first);
}

function watchOptions(args: Arguments, until: JobState | undefined, signal: AbortSignal): WatchOptions {
  const [timeout, interval] = [args.text("timeout"), args.text("interval")];
  const intervalMs = interval === undefined ? undefined : parseDurationMs(interval, "interval");
  return {
    signal,
    ...(timeout !== undefined && { timeoutMs: parseDurationMs(timeout, "timeout") }),
    ...(intervalMs !== undefined && { schedule: () => intervalMs }),
    ...(until !== undefined && !isTerminalState(until) && { until: ({ state }) => state === until }),
  };
}

function stateFrom(text: string | undefined): JobState | undefined {
  return OPTIONS.until.choices.find((state) => state === text);
}
