import type { JobClient } from "@jobstatus/core";

/** The clients of a fleet, by the names that its waits have for them. */
export type FleetClients = Readonly<Record<string, JobClient>>;

/** What `createFleet` takes. */
export interface FleetOptions {
  /**
   * Where the waits are: the connection string of a PostgreSQL, for any number of processes; or a directory, for an embedded
   * database that one process has for itself.
   */
  readonly store: string;
  /** The clients, by name. A name must mean the same account in every process, since a wait is stored with it. */
  readonly clients: FleetClients;
  /** Called with what someone should know. Default: it is written to `console.error`. */
  readonly onEvent?: (event: FleetEvent) => void;
  /**
   * How long one step may take, login included, in milliseconds; then another worker may take it. Default: 45,000, since a request
   * takes 30 s at most.
   */
  readonly maxStepMs?: number;
}

/** What `watch` takes. */
export interface WatchJobOptions {
  /** After how long the wait ends with the error `timeout`, in milliseconds from `watch`. Default: no timeout. */
  readonly timeoutMs?: number;
  /** Jobs of one kind take about as long as each other: such as the name of the call that starts them. Default: none. */
  readonly kind?: string;
  /** Any text of yours; the end has it too. */
  readonly tag?: string;
  /** Whether the end has the provider's decoded response as `status.raw`. Default: false, as it may be large or private. */
  readonly raw?: boolean;
}

/** What `work` takes. */
export interface WorkOptions {
  /** How many jobs of each client are in hand at once. Default: 100. */
  readonly concurrency?: number;
}

/** What `ends` takes. */
export interface EndsOptions {
  /** The name of the consumer. Each consumer gets each end; processes with one name share its ends. */
  readonly consumer: string;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
}

/** What someone should know about a fleet. Each has a sentence to show. */
export interface FleetEvent {
  /**
   * What has happened:
   *
   * - `parked`: the account of `client` was refused; its jobs wait until `resume`.
   * - `unknown-client`: jobs wait for `client`, which no worker of this process has.
   * - `store-failed`: the database could not be used; the fleet tries again.
   */
  readonly type: "parked" | "unknown-client" | "store-failed";
  /** The client's name, if it is about one. */
  readonly client?: string;
  /** What is wrong and what to do, in a sentence. It holds no secret. */
  readonly message: string;
}
