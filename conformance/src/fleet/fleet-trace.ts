import type { FleetEnd } from "./fleet-protocol.ts";
import type { FleetExit } from "./fleet-process.ts";
import type { Arrival } from "./fleet-provider.ts";

/** What happened in one case. Moments are real milliseconds of the runner's monotonic clock. */
export interface FleetTrace {
  /** Every request that reached the provider. */
  readonly arrivals: readonly Arrival[];
  /** The jobs and the states in which they end. */
  readonly ends: ReadonlyMap<string, string>;
  /** What was delivered to the consumer, in order; `isRepeated` if it had acknowledged it. */
  readonly deliveries: readonly (FleetEnd & { readonly isRepeated: boolean })[];
  /** The ids of the jobs whose ends the consumer has taken for good. */
  readonly taken: ReadonlySet<string>;
  readonly exits: readonly FleetExit[];
  /** Why the second process was refused; undefined if it was not. */
  readonly refusal?: string;
  /** For how long the machine gave the runner no time, at the longest. */
  readonly stallMs: number;
  /** The step whose condition never came true. */
  readonly stuckAt?: string;
}
