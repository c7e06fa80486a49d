import type { Arguments } from "../arguments/parse-arguments.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { listenForSignals } from "../signals.ts";
import { simulatedEnvironment } from "../simulate/simulated-environment.ts";
import { createFastClock } from "../simulate/fast-clock.ts";
import { type ScenarioPlan, readScenarioFile } from "../simulate/scenario-file.ts";
import { type StartedSimulator, startSimulators } from "../simulate/start-simulators.ts";
import { UsageError } from "../usage-error.ts";
import { outputFormat } from "./output-format.ts";

const NO_PLAN: ScenarioPlan = { speed: undefined, seed: undefined, jobs: [], faults: [] };

/** Serves the simulators until a signal comes, or runs the demonstration; resolves with the exit code. */
export async function simulate(args: Arguments, io: Io): Promise<number> {
  const { stdout } = io;
  if (args.has("demo")) {
    for (const name of ["scenario", "speed", "seed", "output"] as const) {
      if (args.has(name)) throw new UsageError(`--demo and --${name} cannot stand together`);
    }
    return (await import("../demo.ts")).demo(io);
  }
  const path = args.text("scenario");
  const plan = path === undefined ? NO_PLAN : readScenarioFile(path);
  const speed = numberFrom(args, "speed") ?? plan.speed ?? 1;
  const seed = numberFrom(args, "seed") ?? plan.seed ?? 1;
  const started = await startSimulators(plan, createFastClock(speed), seed);
  const stopped = new Promise<void>((resolve) => listenForSignals(() => resolve()));
  if (outputFormat(args, stdout) === "table" || args.text("output") === "plain") {
    stdout.write(`${await guide(started)}\n`);
  } else {
    for (const simulator of started) stdout.write(`${JSON.stringify(await describe(simulator))}\n`);
  }
  await stopped;
  await Promise.all(started.map(({ close }) => close()));
  return EXIT_CODES.succeeded;
}

function numberFrom(args: Arguments, name: "speed" | "seed"): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--${name} has to be a number above 0, not ${JSON.stringify(text)}`);
}

/** What a program has to know to talk to a simulator. */
async function describe({ provider, url, jobs }: StartedSimulator) {
  return { provider, url, jobs, env: await simulatedEnvironment(provider, url) };
}

const MOST_EXAMPLES = 3;

async function guide(started: readonly StartedSimulator[]): Promise<string> {
  const blocks = await Promise.all(
    started.map(async ({ provider, url, jobs }) => {
      const variables = Object.entries(await simulatedEnvironment(provider, url));
      return [
        `# ${provider} at ${url}: ${jobs.length} job${jobs.length === 1 ? "" : "s"}`,
        ...variables.map(([name, value]) => `export ${name}='${value}'`),
      ];
    }),
  );
  const references = started.flatMap(({ provider, jobs }) => jobs.slice(0, 1).map((id) => `${provider}:${id}`));
  const [first = ""] = references;
  return [
    "# Simulated providers on this machine. Put these lines into another shell:",
    ...blocks.flat(),
    "",
    "# and then try:",
    `jobstatus get ${first}`,
    `jobstatus watch ${references.slice(0, MOST_EXAMPLES).join(" ")}`,
    `jobstatus wait --output plain ${references.join(" ")}`,
    "",
    "# Ctrl-C here ends them.",
  ].join("\n");
}
