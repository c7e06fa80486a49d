import type { AccountGate, AccountLimit } from "./account-gate.ts";
import { AccountGates } from "./account-gates.ts";
import { type Clock, systemClock } from "./clock.ts";
import { JobRateLimit } from "./job-rate-limit.ts";
import { TimerQueue } from "./timer-queue.ts";

/** What the waits of a process share: timers, the pollers that are running, and the providers' limits. */
export class Engine {
  readonly timers: TimerQueue;
  readonly jobRateLimit: JobRateLimit;
  /** The pollers of the clients that may share a response, by the clients' key. */
  readonly pollerGroups = new Map<string, object>();
  readonly #limits: Limits;

  constructor(clock: Clock, limits: Limits) {
    this.timers = new TimerQueue(clock);
    this.jobRateLimit = new JobRateLimit(this.timers, limits.jobs);
    this.#limits = limits;
  }

  /** The gate of an account, by a key that names the account. */
  gateFor(key: string, limits: readonly AccountLimit[] | undefined): AccountGate {
    return this.#limits.gates.gateFor(key, limits, this.timers.now());
  }

  /** An engine of its own on the same clock: it keeps to the same limits, and shares no promise and no timer with this one. */
  isolate(clock: Clock): Engine {
    return new Engine(clock, this.#limits);
  }
}

interface Limits {
  /** The moments of jobs' limits. Several copies of this package in a process share them. */
  readonly jobs: Map<string, number>;
  readonly gates: AccountGates;
}

const engines = new WeakMap<Clock, Engine>();

/** Under this symbol the copies of this package in a process find the moments of jobs' limits, in milliseconds of real time. */
const JOB_LIMITS = Symbol.for("@jobstatus/core job limits, version 1");

/** The engine of a clock; each clock has one. */
export function engineFor(clock: Clock): Engine {
  const engine = engines.get(clock) ?? new Engine(clock, { jobs: jobLimitsOf(clock), gates: new AccountGates() });
  engines.set(clock, engine);
  return engine;
}

function jobLimitsOf(clock: Clock): Map<string, number> {
  if (clock !== systemClock) return new Map();
  const shared = globalThis as { [JOB_LIMITS]?: Map<string, number> };
  return (shared[JOB_LIMITS] ??= new Map());
}
