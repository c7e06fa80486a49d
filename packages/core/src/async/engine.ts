import type { AccountGate, RequestCount } from "./account-gate.ts";
import { AccountGates } from "./account-gates.ts";
import type { Clock } from "./clock.ts";
import { TimerQueue } from "./timer-queue.ts";

/** What the waits of a process share: timers, the pollers that are running, and the gates of accounts. */
export class Engine {
  readonly timers: TimerQueue;
  /** The pollers of the clients that may share a response, by the clients' key. */
  readonly pollerGroups = new Map<string, object>();
  readonly #gates: AccountGates;

  constructor(clock: Clock, gates: AccountGates) {
    this.timers = new TimerQueue(clock);
    this.#gates = gates;
  }

  /** The gate of an account, by a key that names the account. */
  gateFor(key: string, createCount: () => RequestCount | undefined): AccountGate {
    return this.#gates.gateFor(key, createCount, this.timers.now());
  }

  /** An engine of its own on the same clock: it has the same gates, and shares no promise and no timer with this one. */
  isolate(clock: Clock): Engine {
    return new Engine(clock, this.#gates);
  }
}

const engines = new WeakMap<Clock, Engine>();

/** The engine of a clock; each clock has one. */
export function engineFor(clock: Clock): Engine {
  const engine = engines.get(clock) ?? new Engine(clock, new AccountGates());
  engines.set(clock, engine);
  return engine;
}
