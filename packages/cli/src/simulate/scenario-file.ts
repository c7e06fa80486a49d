import { readFileSync } from "node:fs";
import { type Outcome, type Scenario, assertScenario } from "@jobstatus/simulator";
import { type ProviderName, PROVIDER_NAMES, isProviderName } from "../connect/provider-names.ts";
import { UsageError } from "../usage-error.ts";

/** Jobs of one kind in a scenario file. */
export interface ScenarioJobs {
  readonly provider: ProviderName;
  /** How many such jobs there are. */
  readonly count: number;
  /** The life of each of them. */
  readonly scenario: Scenario;
  /** By how much their durations differ, as a part of the duration from 0 to 1. */
  readonly spread: number;
  /** How they end, each outcome with its weight, in place of the scenario's own outcome. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>> | undefined;
}

/** Answers that come in place of the usual ones, by chance. */
export interface ScenarioFault {
  readonly provider: ProviderName;
  /** The part of the requests that it hits, from 0 to 1. */
  readonly share: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a scenario file says. */
export interface ScenarioPlan {
  readonly speed: number | undefined;
  readonly seed: number | undefined;
  readonly jobs: readonly ScenarioJobs[];
  readonly faults: readonly ScenarioFault[];
}

/**
 * Reads a scenario file.
 *
 * @throws UsageError - It cannot be read, or is wrong; the message says where.
 */
export function readScenarioFile(path: string): ScenarioPlan {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      `the scenario file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  try {
    return planFrom(value);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

function planFrom(value: unknown): ScenarioPlan {
  const { speed, seed, jobs, faults } = recordFrom(value, "the file", ["speed", "seed", "jobs", "faults"]);
  return {
    speed: speed === undefined ? undefined : numberFrom(speed, "speed", Number.MIN_VALUE, Infinity),
    seed: seed === undefined ? undefined : numberFrom(seed, "seed", 0, Number.MAX_SAFE_INTEGER),
    jobs: listFrom(jobs, "jobs").map((job, index) => jobsFrom(job, `jobs[${index}]`)),
    faults: listFrom(faults, "faults").map((fault, index) => faultFrom(fault, `faults[${index}]`)),
  };
}

function jobsFrom(value: unknown, at: string): ScenarioJobs {
  const record = recordFrom(value, at, ["provider", "count", "scenario", "spread", "outcomes"]);
  const { count = 1, scenario = {}, spread = 0, outcomes } = record;
  try {
    assertScenario(scenario);
  } catch (error) {
    throw new TypeError(`${at}.${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const weights = outcomes === undefined ? undefined : recordFrom(outcomes, `${at}.outcomes`, OUTCOMES);
  return {
    provider: providerFrom(record["provider"], at),
    count: numberFrom(count, `${at}.count`, 1, MOST_JOBS),
    scenario,
    spread: numberFrom(spread, `${at}.spread`, 0, 1),
    outcomes:
      weights &&
      Object.fromEntries(
        Object.entries(weights).map(([name, weight]) => [
          name,
          numberFrom(weight, `${at}.outcomes.${name}`, 0, Infinity),
        ]),
      ),
  };
}

const OUTCOMES = ["succeeded", "partial", "failed", "cancelled"];
const MOST_JOBS = 100_000;

function faultFrom(value: unknown, at: string): ScenarioFault {
  const record = recordFrom(value, at, ["provider", "share", "status", "headers", "body"]);
  const { share = 1, headers = {}, body = "" } = record;
  const texts = recordFrom(headers, `${at}.headers`);
  if (typeof body !== "string") throw new TypeError(`${at}.body has to be text`);
  return {
    provider: providerFrom(record["provider"], at),
    share: numberFrom(share, `${at}.share`, 0, 1),
    status: numberFrom(record["status"], `${at}.status`, 200, 599),
    headers: Object.fromEntries(
      Object.entries(texts).map(([name, text]) => {
        if (typeof text !== "string") throw new TypeError(`${at}.headers.${name} has to be text`);
        return [name, text];
      }),
    ),
    body,
  };
}

function providerFrom(value: unknown, at: string): ProviderName {
  if (typeof value === "string" && isProviderName(value)) return value;
  throw new TypeError(`${at}.provider has to be one of ${PROVIDER_NAMES.join(", ")}`);
}

function numberFrom(value: unknown, at: string, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  throw new TypeError(`${at} has to be a number ${most === Infinity ? "above 0" : `from ${least} to ${most}`}`);
}

function listFrom(value: unknown, at: string): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new TypeError(`${at} has to be a list`);
}

function recordFrom(value: unknown, at: string, known?: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${at} has to be an object`);
  const extra = known && Object.keys(value).find((name) => !known.includes(name));
  if (known && extra !== undefined) throw new TypeError(`${at} has no ${extra}; known are ${known.join(", ")}`);
  return { ...value };
}
