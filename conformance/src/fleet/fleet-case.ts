import type { Level } from "../suite/suite-case.ts";

/**
 * What an engine can do:
 *
 * - `processes`: several processes work on one store.
 * - `embedded`: the store is a directory that only one process may use.
 * - `restarts`: the store is a server that the suite can stop and start again.
 * - `batches`: jobs that are due together are polled in one request.
 * - `sessions`: the processes share one login.
 * - `parking`: refused credentials stop the polls of an account, and end no wait.
 * - `account`: the processes share an account's rate limit.
 */
export type FleetFeature = (typeof fleetFeatures)[number];

/** The features, see {@link FleetFeature}. */
export const fleetFeatures = [
  "processes",
  "embedded",
  "restarts",
  "batches",
  "sessions",
  "parking",
  "account",
] as const;

/** What a step waits for; all of it must be true at once. */
export interface FleetCondition {
  /** So many polls are in flight. */
  readonly inFlight?: number;
  /** So many jobs were polled, and the provider has responded. */
  readonly polled?: number;
  /** The provider has reported the end of so many jobs. */
  readonly reported?: number;
  /** So many ends were delivered. */
  readonly delivered?: number;
  /** So many ends are acknowledged, and the store knows. */
  readonly acknowledged?: number;
  /** So many logins were refused. */
  readonly refusedLogins?: number;
  /** So much time has passed since the step before, in milliseconds of the case. */
  readonly passedMs?: number;
  /** So many times the engine's lease has passed. */
  readonly passedLeases?: number;
}

/** What the suite does to a fleet while it works. */
export type FleetAction =
  | "kill"
  | "terminate"
  | "pause"
  | "resume"
  | "start"
  | "set clock"
  | "start consumer"
  | "kill consumer"
  | "stop store"
  | "start store"
  | "provider away"
  | "provider back"
  | "expire sessions"
  | "open a second process";

/** One thing that is done to a fleet, as soon as its condition holds. */
export interface FleetStep {
  readonly when?: FleetCondition;
  readonly do: FleetAction;
  /** The workers that it is done to, counted from 1. Default: all. */
  readonly workers?: readonly number[];
  /** By how much a clock is set forward, in milliseconds of the case. */
  readonly byMs?: number;
}

/** What must come out beside what must hold in every case. */
export interface FleetExpectation {
  /** No end is delivered, and the case lasts this long, in milliseconds of the case. Default: every job's end is delivered. */
  readonly silentMs?: number;
  /** How many logins reach the provider. */
  readonly logins?: number;
  /** The requests for statuses, at most, as a multiple of those of one process that uses `watchAll`. */
  readonly requests?: number;
  /** How many requests the provider refuses for the account's limit, at most. */
  readonly limited?: number;
  /** The second process is refused, with one sentence. */
  readonly refusal?: true;
}

/** One case of the suite that breaks workers. Times are milliseconds of the case, of which `timeFactor` pass in one. */
export interface FleetCase {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly source: string;
  readonly needs: readonly FleetFeature[];
  readonly provider: "veeva-vault" | "zendesk";
  readonly timeFactor: number;
  readonly workers: number;
  /** How far the clock of each worker is off, in order. */
  readonly clocksMs: readonly number[];
  /** How many jobs there are, how often each is added, and how long the shortest and the longest take. */
  readonly jobs: { readonly count: number; readonly times: number; readonly lifeMs: readonly [number, number] };
  /** How long the provider takes for a response. */
  readonly responseMs: number;
  /** How many requests a minute the account allows. */
  readonly requestsPerMinute?: number;
  /** Whether the password is wrong. */
  readonly wrongPassword: boolean;
  /** What the consumer does from the beginning: it takes each end and acknowledges it, only takes it, or is not there yet. */
  readonly consumer: "acknowledges" | "takes" | "absent";
  readonly steps: readonly FleetStep[];
  readonly expected: FleetExpectation;
  /** Whether the case belongs to the long run only. */
  readonly long: boolean;
}

/** The case's time in real milliseconds. */
export function realMs({ timeFactor }: Pick<FleetCase, "timeFactor">, caseMs: number): number {
  return caseMs / timeFactor;
}
