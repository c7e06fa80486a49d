import type { Gate, JobClient, JobStatusError } from "@jobstatus/core";
import type { SessionStore } from "@jobstatus/core/provider";
import { FleetError } from "./fleet-error.ts";
import type { JobEnd } from "./job-end.ts";

/** What the processes of a fleet share of an account. Pass both to the factory of a client. */
export interface SharedAccount {
  /** The sessions, so that one process logs in for all. Without `secret` each process has its own. */
  readonly sessions: SessionStore;
  /** The account's limit. */
  readonly gate: Gate;
}

/**
 * The clients of a fleet, by the names that its waits have for them: a client, or a function that creates one with what the processes
 * share.
 */
export type FleetClients = Readonly<Record<string, JobClient | ((shared: SharedAccount) => JobClient)>>;

/** What `createFleet` takes. */
export interface FleetOptions {
  /**
   * Where the waits are: the connection string of a PostgreSQL, for any number of processes; or a directory, for an embedded
   * database that one process has for itself.
   */
  readonly store: string;
  /** The clients, by name. A name must mean the same account in every process, since a wait is stored with it. */
  readonly clients: FleetClients;
  /**
   * A text of at least 32 characters that cannot be guessed, the same in every process. Sessions are sealed with it in the database.
   * Default: sessions are not shared.
   */
  readonly secret?: string;
  /** Called with what someone should know. Default: it is written to `console.error`. */
  readonly onEvent?: (event: FleetEvent) => void;
  /**
   * How long one step may take, login included, in milliseconds; a little later another worker may take it. Default: 45,000, since a
   * request takes 30 s at most.
   */
  readonly maxStepMs?: number;
  /**
   * Takes a step within something of yours, such as a span: it must call `take` once, and return what that gives. `traceSteps` from
   * `@jobstatus/fleet/opentelemetry` makes one. Default: the step is taken as it is.
   */
  readonly aroundStep?: AroundStep;
}

/** Takes a step within something of the caller's. */
export type AroundStep = <Result extends FleetStepResult>(
  step: FleetStep,
  take: () => Promise<Result>,
) => Promise<Result>;

/** A step of a wait. */
export interface FleetStep {
  /** The name of the job's client. */
  readonly client: string;
  /** The job's ID. */
  readonly id: string;
  /** The name of the operation that gives the job's status; absent if it is the default. */
  readonly operation?: string;
  /** How many statuses the wait has seen before. */
  readonly polls: number;
  /** How long after it was due the step was claimed, in milliseconds. */
  readonly lagMs: number;
}

/** What a step came to. */
export interface FleetStepResult {
  /** How the wait has ended; absent if it continues. */
  readonly end?: JobEnd;
  /** Why the status could not be determined; absent if it was, or was not requested. */
  readonly error?: JobStatusError;
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
  /**
   * After how long an end comes again of which the consumer has not called `done`, in milliseconds: longer than it takes to handle
   * one. Default: 300,000.
   */
  readonly redeliverMs?: number;
}

/** What someone should know about a fleet. */
export interface FleetEvent {
  /**
   * What has happened:
   *
   * - `parked`: the account of `client` was refused; its jobs wait until `resume`.
   * - `unknown-client`: jobs wait for `client`, which this process does not have.
   * - `sessions-sealed`: a session was sealed with another secret, or this process has none; it logs in by itself.
   * - `store-failed`: the database could not be used; the fleet tries again, and nothing is lost.
   */
  readonly type: "parked" | "unknown-client" | "sessions-sealed" | "store-failed";
  /** The client's name, if it is about one. */
  readonly client?: string;
  /** What is wrong and what to do, in a sentence. It holds no secret. */
  readonly message: string;
}

const MIN_SECRET_LENGTH = 32;

/**
 * Checks the options of `createFleet`.
 *
 * @throws FleetError - `invalid-option`, naming the option. The value is not shown: it may be a secret.
 */
export function checkFleetOptions({ store, clients, secret, maxStepMs = 1 }: FleetOptions): void {
  if (typeof store !== "string" || store === "") throw invalid("store", "must be a connection string or a directory");
  for (const name of Object.keys(clients)) checkName("clients", name);
  if (secret !== undefined && (typeof secret !== "string" || secret.length < MIN_SECRET_LENGTH)) {
    throw invalid("secret", `must be text of at least ${MIN_SECRET_LENGTH} characters`);
  }
  checkDuration("maxStepMs", maxStepMs);
}

/**
 * Checks a duration.
 *
 * @throws FleetError - `invalid-option`.
 */
export function checkDuration(option: string, ms: number): void {
  if (!(ms > 0 && ms < Infinity)) throw invalid(option, "must be a number of milliseconds above 0");
}

/**
 * Checks a name that becomes a part of a queue's.
 *
 * @throws FleetError - `invalid-option`.
 */
export function checkName(option: string, name: unknown): void {
  if (typeof name === "string" && /^[\w.-]{1,100}$/.test(name)) return;
  throw invalid(option, "must have names of letters, digits, dots, hyphens and underscores");
}

function invalid(option: string, problem: string): FleetError {
  return new FleetError("invalid-option", `the option ${JSON.stringify(option)} ${problem}`);
}
