import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { JOB_STATES, type WatchOptions } from "@jobstatus/core";
import { parseDurationMs } from "../arguments/duration.ts";
import { unknownName } from "../arguments/nearest-name.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import type { Profile } from "../connect/profile-file.ts";
import { EXIT_CODES, highestExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { countStates } from "../job-row.ts";
import { JobsView } from "../jobs/jobs-view.ts";
import type { OpenJob } from "../jobs/open-jobs.ts";
import { watchJobs } from "../jobs/watch-jobs.ts";
import { EndCommand } from "../output/end-command.ts";
import { notify } from "../output/notify.ts";
import { statusObject } from "../output/status-object.ts";
import { Interruption, type Run } from "../resume/interruption.ts";
import { newResumePath, readResumeFile } from "../resume/resume-file.ts";
import { UsageError } from "../usage-error.ts";
import { createConnections } from "./create-connections.ts";
import { reporterFor } from "./reporting.ts";
import { requestedJobs } from "./requested-jobs.ts";

/** Watches jobs or waits for their ends; resolves with the exit code. */
export async function follow(command: "watch" | "wait", args: Arguments, io: Io): Promise<number> {
  const contract = args.text("contract");
  const plan = {
    command,
    isAny: args.has("any"),
    until: args.text("until"),
    contract: contract === undefined ? undefined : resolve(contract),
  };
  const connections = await createConnections(args, io);
  const jobs = await requestedJobs(args, io, connections);
  checkUntil(plan.until, jobs);
  const { defaults } = await connections.profile();
  const path = args.text("resume-file") ?? newResumePath(io.env, new Date(), process.pid);
  return run({ args, io, plan, jobs, view: new JobsView(jobs, plan.until), defaults, path });
}

/** Continues an interrupted run; resolves with the exit code. */
export async function resumeRun(args: Arguments, io: Io): Promise<number> {
  const [path = ""] = args.positionals;
  const { jobs: stored, ...plan } = await readResumeFile(path);
  const connections = await createConnections(args, io, plan.contract);
  const jobs: OpenJob[] = [];
  for (const { provider, settings, job, label, profile } of stored) {
    const options = { given: settings, profile: args.text("profile") ?? profile };
    jobs.push({ connection: await connections.open(provider, options), reference: job, label });
  }
  const { defaults } = await connections.profile();
  const view = new JobsView(jobs, plan.until);
  const next = args.text("resume-file") ?? path;
  const exitCode = await run({ args, io, plan, jobs, view, defaults, path: next });
  if (view.rows.every((row) => row.isDone && !row.failure)) rmSync(path, { force: true });
  return exitCode;
}

/** Follows the jobs of a run until it ends or is interrupted; resolves with the exit code. */
export async function run(given: Run): Promise<number> {
  const { args, io, plan, jobs, view, defaults } = given;
  const options = watchOptions(args, plan.until, defaults);
  const reporter = await reporterFor(args, io, view, { defaults }, plan.command === "watch");
  const command = args.text("exec");
  const endCommand = command === undefined ? undefined : new EndCommand(command, io);
  const interruption = new Interruption(given);
  let first: number | undefined;
  try {
    await watchJobs(jobs, view, { ...options, signal: interruption.stop.signal }, (index) => {
      reporter.onChange(index);
      if (!view.row(index).isDone) return;
      endCommand?.start({ ...statusObject(view.row(index)) });
      if (!plan.isAny) return;
      first ??= index;
      interruption.stop.abort();
    });
  } finally {
    reporter.end();
  }
  const hasFailed = (await endCommand?.settle()) === false;
  if (args.has("notify")) notify(io, `${plan.command}: ${countStates(view.rows)}`);
  const interrupted = interruption.end();
  if (interrupted !== undefined) return interrupted;
  const codes = first === undefined ? jobs.map((_, index) => view.exitCode(index)) : [view.exitCode(first)];
  return highestExitCode(hasFailed ? [...codes, EXIT_CODES.internal] : codes);
}

function watchOptions(args: Arguments, until: string | undefined, defaults: Profile["defaults"]): WatchOptions {
  const durationMs = (name: "timeout" | "interval") => {
    const [given, usual] = [args.text(name), defaults[name]];
    if (given !== undefined) return parseDurationMs(given, `--${name}`);
    return usual === undefined ? undefined : parseDurationMs(usual, `the profile's defaults.${name}`);
  };
  const [timeoutMs, intervalMs] = [durationMs("timeout"), durationMs("interval")];
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(intervalMs !== undefined && { schedule: () => intervalMs }),
    ...(until !== undefined && { until: ({ state, native }) => state === until || native === until }),
  };
}

function checkUntil(until: string | undefined, jobs: readonly OpenJob[]): void {
  const values = jobs.flatMap(({ connection: { contract } }) => Object.keys(contract.states));
  const known = [...new Set([...JOB_STATES, ...values])];
  if (until !== undefined && !known.includes(until)) {
    throw new UsageError(`--until: ${unknownName("state", until, known)}`);
  }
}
