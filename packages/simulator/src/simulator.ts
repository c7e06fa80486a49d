import type { ProviderName } from "./gen/provider-name.ts";
import type { QueuedResponse } from "./response-queue.ts";
import type { Clock } from "./clock.ts";
import type { JsonObject } from "./json.ts";
import type { Scenario } from "./scenario.ts";

/** What every simulator can be told when it is made. */
export interface SimulatorOptions {
  /** Where it reads the time. Default: the machine's clock. */
  readonly clock?: Clock;
  /** The life of jobs that a start call starts, where nothing is planned with {@link Simulator.planNext}. */
  readonly scenario?: Scenario;
}

/** What is remembered of a request: nothing of its headers or its body, so no credentials. */
export interface RequestRecord {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** When it came, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly atMs: number;
}

/** Simulates one provider. It keeps its state in memory, and the same calls always give the same responses. */
export interface Simulator<Provider extends string = ProviderName> {
  readonly provider: Provider;
  /** Answers a request as the provider does. The origin of its URL does not matter. Bound: it can be passed as `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Every request so far, the oldest first. */
  readonly requests: readonly RequestRecord[];
  /**
   * Starts a job without a start call.
   *
   * @returns The job's id.
   * @throws TypeError where the scenario is wrong, or its id is taken or not of the provider's form.
   */
  start(scenario?: Scenario): string;
  /** Plans the lives of the next jobs that start calls start, one each, in order. */
  planNext(...scenarios: readonly Scenario[]): void;
  /** Takes a job away, as if it had been too old. */
  forget(id: string): void;
  /** Sets the responses to the next requests, one each, in order. They are logged as requests and change nothing else. */
  respondNext(...responses: readonly QueuedResponse[]): void;
  /** Lets a chosen value pass as a session: a token, a session id, or a cookie's value. */
  grantSession(value: string): void;
  /** Ends every session, so that the next call with one is refused. */
  expireSessions(): void;
  /**
   * Brings about a state that a Pact interaction names: one of `providerStates`.
   *
   * @throws TypeError where there is no such state, or its parameters are wrong.
   */
  setState(name: string, params?: JsonObject): void;
  /** Forgets jobs, plans, answers, sessions, limits and requests. Ids continue. */
  reset(): void;
}
