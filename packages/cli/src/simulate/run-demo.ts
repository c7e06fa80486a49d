import { Arguments } from "../arguments/parse-arguments.ts";
import { createConnections } from "../commands/create-connections.ts";
import { run } from "../commands/follow.ts";
import { EXIT_CODES, SIGNAL_BASE } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { countOf } from "../job-row.ts";
import { JobsView } from "../jobs/jobs-view.ts";
import { openJobs } from "../jobs/open-jobs.ts";
import type { GivenJob } from "../jobs/read-jobs.ts";
import { isInteractive } from "../output/output.ts";
import { DEMO_JOBS } from "./demo-jobs.ts";
import { startSimulators } from "./start-simulators.ts";

const SECOND_MS = 1_000;

/** Starts one job at each simulated provider and watches them all to their ends; resolves with the exit code. */
export async function runDemo(io: Io): Promise<number> {
  const started = await startSimulators([], { faults: [], clock: Date, seed: 1 });
  try {
    const env = Object.assign({}, io.env, ...started.map((simulator) => simulator.env)) as NodeJS.ProcessEnv;
    const output = isInteractive(io.stdout, io.env) ? "table" : "plain";
    const args = new Arguments([], new Map([["output", [output]]]));
    const connections = await createConnections(args, { ...io, env });
    const given: GivenJob[] = [];
    for (const { provider, simulator } of started) {
      const demo = DEMO_JOBS[provider];
      if (!demo) continue;
      const { scenario, method, path, body } = demo;
      simulator.planNext(scenario);
      const { client } = await connections.open(provider);
      const content = body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
      const reference = await client.fetch(new Request(client.baseUrl + path, { method, ...content }));
      given.push({ provider, profile: undefined, reference, label: provider, isPiped: false });
    }
    const jobs = await openJobs(given, connections);
    const view = new JobsView(jobs);
    const plan = { command: "watch", isAny: false } as const;
    const exitCode = await run({ args, io, plan, jobs, view, defaults: {}, path: undefined });
    if (exitCode > SIGNAL_BASE) return exitCode;
    io.stdout.write(`${closingWords(view)}\n`);
    return view.rows.some(({ failure }) => failure) ? EXIT_CODES.internal : EXIT_CODES.succeeded;
  } finally {
    await Promise.all(started.map(({ close }) => close()));
  }
}

function closingWords({ rows }: JobsView): string {
  const requests = rows.reduce((sum, { elapsedMs }) => sum + Math.floor(elapsedMs / SECOND_MS) + 1, 0);
  return [
    "",
    "These were simulated providers on this machine, polled by the real clients.",
    `A loop that polls each job once a second would have sent ${countOf(requests, "request")}.`,
    "Next, watch a job of your own: npx @jobstatus/cli watch URL",
  ].join("\n");
}
