import type { Contract } from "@jobstatus/core";
import {
  type Outcome,
  type Scenario,
  type Simulator,
  type SimulatorOptions,
  createContractSimulator,
  simulators,
} from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { Providers } from "../connect/providers.ts";
import { UsageError } from "../usage-error.ts";
import type { ScenarioFault, ScenarioJobs } from "./scenario-file.ts";
import { SIMULATED_SESSION, simulatedEnvironment, simulatedFields } from "./simulated-environment.ts";

/** A provider that can be simulated. */
export interface SimulatedProvider {
  readonly contract: Contract;
  readonly create: (options: SimulatorOptions) => Simulator<string>;
}

/**
 * The providers that a simulation consists of.
 *
 * @param own - The contract of `--contract`, which is then the only one. Default: all that this project knows.
 */
export async function simulatedProviders(own?: Contract): Promise<readonly SimulatedProvider[]> {
  if (own) return [{ contract: own, create: (options) => createContractSimulator(own, options) }];
  const known = new Providers();
  return Promise.all(
    Object.entries(simulators).map(async ([name, create]) => ({ contract: await known.load(name), create })),
  );
}

/** A simulator that listens, with its jobs. */
export interface StartedSimulator {
  readonly provider: string;
  readonly url: string;
  readonly jobs: readonly string[];
  /** The environment variables with which this command talks to it. */
  readonly env: Readonly<Record<string, string>>;
  readonly simulator: Simulator<string>;
  readonly close: () => Promise<void>;
}

/** The life of a job if no scenario file says otherwise. */
const DEFAULT_SCENARIO: Scenario = { workingMs: 30_000 };

/** The jobs if no scenario file names others: one at each provider. */
export function defaultJobs(providers: readonly SimulatedProvider[]): readonly ScenarioJobs[] {
  return providers.map(({ contract: { provider } }) => ({ provider, count: 1, scenario: DEFAULT_SCENARIO, spread: 0 }));
}

/** Options of {@link startSimulators}. */
export interface SimulationOptions {
  /** Default: all that this project knows. */
  readonly providers?: readonly SimulatedProvider[];
  readonly faults: readonly ScenarioFault[];
  readonly clock: { readonly now: () => number };
  readonly seed: number;
  /** Called before each request. */
  readonly onRequest?: () => void;
}

/**
 * Starts the simulators of the providers on loopback, each with its jobs.
 *
 * @throws UsageError - A scenario doesn't fit its provider. Nothing is left listening.
 */
export async function startSimulators(
  jobs: readonly ScenarioJobs[],
  { providers, faults, clock, seed, onRequest }: SimulationOptions,
): Promise<readonly StartedSimulator[]> {
  const random = createRandom(seed);
  const ready = (providers ?? (await simulatedProviders())).map(({ contract, create }) => {
    const { provider } = contract;
    const simulator = create({ clock, scenario: DEFAULT_SCENARIO });
    for (const value of [SIMULATED_SESSION, ...Object.values(simulatedFields(contract))]) {
      simulator.grantSession(value);
    }
    const own = jobs.filter((kind) => kind.provider === provider);
    return { provider, contract, simulator, ids: own.flatMap((kind) => startJobs(simulator, kind, random)) };
  });
  return Promise.all(
    ready.map(async ({ provider, contract, simulator, ids }) => {
      const own = faults.filter((fault) => fault.provider === provider);
      const served = await serve({
        fetch(request) {
          onRequest?.();
          return respond(simulator, own, random, request);
        },
      });
      const { url } = served;
      const env = simulatedEnvironment(contract, url);
      return { provider, url, jobs: ids, env, simulator, close: () => served.close() };
    }),
  );
}

function startJobs(
  simulator: Simulator<string>,
  { count, scenario, spread, outcomes }: ScenarioJobs,
  random: () => number,
): string[] {
  return Array.from({ length: count }, (_, index) => {
    const vary = (ms: number) => ms * (1 + spread * (2 * random() - 1));
    const { waitingMs, workingMs, id } = scenario;
    const outcome = outcomes && drawOutcome(outcomes, random());
    try {
      return simulator.start({
        ...scenario,
        // An ID is unique.
        ...(id !== undefined && count > 1 && { id: `${id}${index}` }),
        ...(waitingMs !== undefined && { waitingMs: vary(waitingMs) }),
        ...(workingMs !== undefined && { workingMs: vary(workingMs) }),
        ...(outcome !== undefined && { outcome }),
      });
    } catch (error) {
      if (error instanceof TypeError) throw new UsageError(`${simulator.provider}: ${error.message}`);
      throw error;
    }
  });
}

function drawOutcome(weights: Readonly<Partial<Record<Outcome, number>>>, chance: number): Outcome | undefined {
  const entries = Object.entries(weights) as [Outcome, number][];
  let left = chance * entries.reduce((sum, [, weight]) => sum + weight, 0);
  return entries.find(([, weight]) => (left -= weight) < 0)?.[0];
}

async function respond(
  simulator: Simulator<string>,
  faults: readonly ScenarioFault[],
  random: () => number,
  request: Request,
): Promise<Response> {
  const fault = faults.find(({ share }) => random() < share);
  return fault
    ? new Response(fault.body || null, { status: fault.status, headers: fault.headers })
    : simulator.fetch(request);
}

/** Creates a generator of numbers from 0 to 1 (1 excluded) that repeats for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = Math.trunc(seed) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
