import { type Outcome, type Scenario, assertScenario } from "@jobstatus/simulator";
import { PROVIDER_NAMES, type ProviderName } from "../connect/providers.ts";
import { type Valibot, readJsonFile } from "../files/read-json-file.ts";
import { UsageError } from "../usage-error.ts";

/** Jobs of one kind in a scenario file. */
export interface ScenarioJobs {
  readonly provider: ProviderName;
  /** How many such jobs there are. */
  readonly count: number;
  /** The scenario of each of them. */
  readonly scenario: Scenario;
  /** How much their durations differ, as a fraction of the duration, from 0 to 1. */
  readonly spread: number;
  /** How they end: each outcome with its weight. It overrides the scenario's own outcome. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>> | undefined;
}

/** Responses that replace the usual ones at random. */
export interface ScenarioFault {
  readonly provider: ProviderName;
  /** The fraction of the requests that get it, from 0 to 1. */
  readonly share: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The content of a scenario file. */
export interface ScenarioPlan {
  readonly speed: number | undefined;
  readonly seed: number | undefined;
  readonly jobs: readonly ScenarioJobs[];
  readonly faults: readonly ScenarioFault[];
}

const OUTCOMES = ["succeeded", "partial", "failed", "cancelled"] as const;
const MAX_JOBS = 100_000;

/**
 * Reads a scenario file.
 *
 * @throws UsageError - It can't be read, or is invalid; the message says where.
 */
export async function readScenarioFile(path: string): Promise<ScenarioPlan> {
  const { jobs, faults, speed, seed } = await readJsonFile(path, scenarioSchema, { name: "the scenario file" });
  return {
    speed,
    seed,
    jobs: jobs.map(({ scenario, outcomes, ...job }, index) => ({
      ...job,
      outcomes,
      scenario: scenarioFrom(scenario, `${path}: jobs.${index}`),
    })),
    faults,
  };
}

function scenarioSchema(v: Valibot) {
  const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
  const provider = v.picklist(PROVIDER_NAMES);
  const job = v.strictObject({
    provider,
    count: v.optional(v.pipe(between(1, MAX_JOBS), v.integer()), 1),
    scenario: v.optional(v.unknown(), {}),
    spread: v.optional(between(0, 1), 0),
    outcomes: v.optional(v.record(v.picklist(OUTCOMES), between(0, Infinity))),
  });
  const fault = v.strictObject({
    provider,
    share: v.optional(between(0, 1), 1),
    status: between(200, 599),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    body: v.optional(v.string(), ""),
  });
  return v.strictObject({
    speed: v.optional(between(Number.MIN_VALUE, Infinity)),
    seed: v.optional(between(0, Number.MAX_SAFE_INTEGER)),
    jobs: v.optional(v.array(job), []),
    faults: v.optional(v.array(fault), []),
  });
}

function scenarioFrom(value: unknown, where: string): Scenario {
  try {
    assertScenario(value);
    return value;
  } catch (error) {
    throw new UsageError(`${where}.${error instanceof Error ? error.message : String(error)}`);
  }
}
