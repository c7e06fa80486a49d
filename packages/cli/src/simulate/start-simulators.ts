import { type Outcome, type Scenario, type Simulator, simulators } from "@jobstatus/simulator";
import { serve } from "@jobstatus/simulator/node";
import { PROVIDER_NAMES, type ProviderName } from "../connect/provider-names.ts";
import { UsageError } from "../usage-error.ts";
import { SIMULATED_SESSION } from "./credentials.ts";
import { createRandom } from "./random.ts";
import type { ScenarioFault, ScenarioJobs, ScenarioPlan } from "./scenario-file.ts";

/** A simulator that listens, with the jobs that it was started with. */
export interface StartedSimulator {
  readonly provider: ProviderName;
  readonly url: string;
  readonly jobs: readonly string[];
  readonly close: () => Promise<void>;
}

/** The jobs where no scenario file names others: each provider has one that takes about half a minute. */
const USUAL_SCENARIO: Scenario = { workingMs: 30_000 };
const USUAL_JOB = { count: 1, scenario: USUAL_SCENARIO, spread: 0, outcomes: undefined };

/** The time of simulators. */
export interface SimulatedClock {
  readonly now: () => number;
  /** Called before each request. */
  readonly tick?: () => void;
}

/**
 * Starts the simulators of all providers on loopback, each with its jobs.
 *
 * @throws UsageError - A scenario does not fit its provider. Nothing is left listening.
 */
export async function startSimulators(
  plan: Pick<ScenarioPlan, "jobs" | "faults">,
  clock: SimulatedClock,
  seed: number,
): Promise<readonly StartedSimulator[]> {
  const random = createRandom(seed);
  const usual: readonly ScenarioJobs[] = PROVIDER_NAMES.map((provider) => ({ provider, ...USUAL_JOB }));
  const kinds = plan.jobs.length === 0 ? usual : plan.jobs;
  const ready = PROVIDER_NAMES.map((provider) => {
    const simulator = simulators[provider]({ clock, scenario: USUAL_SCENARIO });
    simulator.grantSession(SIMULATED_SESSION);
    const own = kinds.filter((kind) => kind.provider === provider);
    return { provider, simulator, jobs: own.flatMap((kind) => startJobs(simulator, kind, random)) };
  });
  return Promise.all(
    ready.map(async ({ provider, simulator, jobs }) => {
      const faults = plan.faults.filter((fault) => fault.provider === provider);
      const served = await serve({
        fetch(request) {
          clock.tick?.();
          return response(simulator, faults, random, request);
        },
      });
      return { provider, url: served.url, jobs, close: () => served.close() };
    }),
  );
}

function startJobs(
  simulator: Simulator,
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
        // An id can be had once.
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

async function response(
  simulator: Simulator,
  faults: readonly ScenarioFault[],
  random: () => number,
  request: Request,
): Promise<Response> {
  const fault = faults.find(({ share }) => random() < share);
  return fault
    ? new Response(fault.body || null, { status: fault.status, headers: fault.headers })
    : simulator.fetch(request);
}
