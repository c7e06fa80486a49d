import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { parseDurationMs } from "../arguments/duration.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { countOf } from "../job-row.ts";
import { printable } from "../output/printable.ts";
import { shellWord } from "../output/shell-word.ts";
import { listenForSignals } from "../signals.ts";
import { readScenarioFile } from "../simulate/scenario-file.ts";
import {
  type SimulatedProvider,
  type StartedSimulator,
  defaultJobs,
  simulatedProviders,
  startSimulators,
} from "../simulate/start-simulators.ts";
import { UsageError } from "../usage-error.ts";
import { outputFormat } from "./reporting.ts";

const PASSED_ON = ["contract", "scenario", "speed", "seed"] as const;
const DEFAULT_IDLE = "1h";

/** What a program needs to use a simulator. */
type SimulatorDescription = Pick<StartedSimulator, "provider" | "url" | "jobs" | "env">;

/** Serves the simulators, here or in the background, or runs the demonstration; resolves with the exit code. */
export async function simulate(args: Arguments, io: Io): Promise<number> {
  const { stdout } = io;
  for (const mode of ["demo", "env"] as const) {
    const excluded =
      mode === "demo" ? ([...PASSED_ON, "env", "idle-timeout", "output"] as const) : (["output"] as const);
    const other = excluded.find((name) => args.has(name));
    if (args.has(mode) && other) throw new UsageError(`--${mode} and --${other} exclude each other; choose one`);
  }
  if (args.has("demo")) return (await import("../simulate/run-demo.ts")).runDemo(io);
  const providers = await providersFrom(args);
  if (args.has("env")) return serveInBackground(args, io, providers.length);
  const names = providers.map(({ contract }) => contract.provider);
  const { speed, seed, jobs, faults } = await readScenarioFile(args.text("scenario"), names);
  const factor = numberFrom(args, "speed") ?? speed;
  const startedAtMs = Date.now();
  const idle = idleTimer(args.text("idle-timeout"));
  const started = await startSimulators(jobs.length === 0 ? defaultJobs(providers) : jobs, {
    providers,
    faults,
    clock: { now: () => startedAtMs + (Date.now() - startedAtMs) * factor },
    seed: numberFrom(args, "seed") ?? seed,
    onRequest: idle.restart,
  });
  const stopped = new Promise<void>((resolve) => listenForSignals(() => resolve()));
  const isForPeople = ["table", "plain"].includes(outputFormat(args, io));
  stdout.write(
    isForPeople
      ? `${guide(started, args.text("contract"))}\n`
      : started
          .map(({ provider, url, jobs: ids, env }) => `${JSON.stringify({ provider, url, jobs: ids, env })}\n`)
          .join(""),
  );
  await Promise.race([stopped, idle.isOver]);
  await Promise.all(started.map(({ close }) => close()));
  return EXIT_CODES.succeeded;
}

/** The providers to simulate: all, or the one of `--contract`. */
async function providersFrom(args: Arguments): Promise<readonly SimulatedProvider[]> {
  const path = args.text("contract");
  if (path === undefined) return simulatedProviders();
  return simulatedProviders(await (await import("../connect/own-contract.ts")).loadOwnContract(path));
}

function numberFrom(args: Arguments, name: "speed" | "seed"): number | undefined {
  const value = args.text(name);
  if (value === undefined) return undefined;
  if (Number(value) > 0 && Number.isFinite(Number(value))) return Number(value);
  throw new UsageError(`--${name} must be a number above 0, not ${JSON.stringify(value)}`);
}

/** A timer that is over when it was not restarted for a duration; never without one. */
function idleTimer(duration: string | undefined) {
  const ms = duration === undefined ? Infinity : parseDurationMs(duration, "--idle-timeout");
  let end: (() => void) | undefined;
  const isOver = new Promise<void>((resolve) => (end = resolve));
  // The servers keep the process alive, not the timer.
  const timer = ms === Infinity ? undefined : setTimeout(() => end?.(), ms).unref();
  return { isOver, restart: () => void timer?.refresh() };
}

/** Starts this command again, as a process that outlives this one, and prints its environment. */
async function serveInBackground(args: Arguments, { stdout, stderr }: Io, count: number): Promise<number> {
  const passed = PASSED_ON.flatMap((name) => (args.has(name) ? [`--${name}=${args.text(name)}`] : []));
  const idle = args.text("idle-timeout") ?? DEFAULT_IDLE;
  const program = [...process.execArgv, process.argv[1] ?? "", "simulate", "-o", "ndjson", `--idle-timeout=${idle}`];
  const child = spawn(process.execPath, [...program, ...passed], { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const described: SimulatorDescription[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    described.push(JSON.parse(line) as SimulatorDescription);
    if (described.length === count) break;
  }
  if (described.length < count) {
    throw new UsageError((await text(child.stderr)).trim().replace(/^jobstatus: /, ""));
  }
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  child.unref();
  stdout.write(`${exportsOf(described).join("\n")}\n`);
  stderr.write(
    [
      `The simulators run in the background. They end after ${idle} without a request, or with: kill ${child.pid}`,
      "Try:",
      ...commandsFor(described, args.text("contract")).map((command) => `  ${command}`),
      "",
    ].join("\n"),
  );
  return EXIT_CODES.succeeded;
}

const MAX_EXAMPLES = 3;

function exportsOf(described: readonly SimulatorDescription[]): string[] {
  const variables = described.flatMap(({ env }) => Object.entries(env));
  return variables.map(([name, value]) => `export ${name}=${shellWord(value)}`);
}

function commandsFor(described: readonly SimulatorDescription[], contract?: string): string[] {
  const options = contract === undefined ? "" : `--contract ${shellWord(contract)} `;
  const references = described.flatMap(({ provider, jobs }) => jobs.slice(0, 1).map((id) => `${provider}:${id}`));
  const [first = ""] = references;
  return [
    `jobstatus get ${options}${first}`,
    `jobstatus watch ${options}${references.slice(0, MAX_EXAMPLES).join(" ")}`,
    `jobstatus wait ${options}--output plain ${references.join(" ")}`,
  ].map(printable);
}

function guide(described: readonly SimulatorDescription[], contract?: string): string {
  return [
    "# Simulated providers on this machine. Paste these lines into another shell:",
    ...described.flatMap((simulator) => [
      `# ${simulator.provider} at ${simulator.url}: ${countOf(simulator.jobs.length, "job")}`,
      ...exportsOf([simulator]),
    ]),
    "",
    "# and then try:",
    ...commandsFor(described, contract),
    "",
    "# Ctrl-C here stops them.",
  ].join("\n");
}
