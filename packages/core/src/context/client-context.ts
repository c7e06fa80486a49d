import type { RequestGate } from "../async/account-gate.ts";
import type { Clock } from "../async/clock.ts";
import type { Engine } from "../async/engine.ts";
import type { JobRateLimit } from "../async/job-rate-limit.ts";
import { Semaphore } from "../async/semaphore.ts";
import type { Contract } from "../contract/contract.ts";
import type { JobStatusError, JobStatusErrorCode, JobStatusErrorDetails } from "../model/job-status-error.ts";
import type { ClientOptions, FormatOption, OperationOption } from "./client-options.ts";
import type { PartsOf } from "./client-parts.ts";
import type { Emit } from "./emitter-for.ts";
import type { DurationMemory } from "./duration-memory.ts";
import type { Server } from "./server.ts";
import type { SessionManager } from "./session-manager.ts";
import type { SessionOptions } from "./session-store.ts";
import type { Transport } from "./transport.ts";

/** What every part of a client shares. */
export interface ClientContext {
  readonly contract: Contract;
  /** What the client has beside the engine. */
  readonly parts: ClientParts;
  readonly server: Server;
  readonly options: ClientOptions<unknown> & FormatOption & OperationOption & SessionOptions;
  readonly fetch: Transport["fetch"];
  readonly clock: Clock;
  readonly random: () => number;
  /** What the client's waits share with each other, and with those of other clients. */
  readonly engine: Engine;
  /** The provider's limit for each job; undefined if it has none. */
  readonly jobRateLimit: JobRateLimit | undefined;
  /** Limits how many requests are in flight at once. */
  readonly semaphore: Semaphore;
  /** How long the client's jobs took. */
  readonly memory: DurationMemory;
  /** The limit of the account. */
  readonly gate: RequestGate;
  /** Tells clients apart that must not share a response: those with other credentials, headers, or `fetch`. */
  readonly key: string;
  /** Tells the caller's listener; undefined if there is none. */
  readonly emit: Emit | undefined;
  /** Whether each call stands alone, since the platform forbids that requests to a server share promises. */
  readonly isIsolated: boolean;
  /** Keeps the session, if the provider has sessions. */
  readonly session?: SessionManager;
  /** The name of the operation that gives the status of this context's jobs. Default: the contract's first. */
  readonly operationName?: string;
  /** Makes an error that names the provider and the operation. */
  readonly error: (code: JobStatusErrorCode, problem: string, details?: JobStatusErrorDetails) => JobStatusError;
}

/** What a client has beside the engine; see {@link PartsOf}. */
export type ClientParts = PartsOf<ClientContext>;

/** How many requests of one client are in flight at once, if the caller does not say. */
const DEFAULT_CONCURRENT_REQUESTS = 64;

/** What limits how many requests of a client are in flight at once. */
export function semaphoreFor({ maxConcurrentRequests }: ClientContext["options"]): Semaphore {
  return new Semaphore(maxConcurrentRequests ?? DEFAULT_CONCURRENT_REQUESTS);
}

/** The limit for each job that the contract of a context states. */
export function jobRateLimitFor({
  parts,
  contract: { minPollIntervalMs },
  clock,
  engine,
}: Pick<ClientContext, "parts" | "contract" | "clock" | "engine">): JobRateLimit | undefined {
  return minPollIntervalMs === undefined ? undefined : parts.limitJobs?.(clock, engine.timers, minPollIntervalMs);
}

/** The context for one call: the client's own, or if calls stand alone one that shares no promise and no timer. */
export function contextForCall(context: ClientContext): ClientContext {
  if (!context.isIsolated) return context;
  const engine = context.engine.isolate(context.clock);
  const isolated = { ...context, engine, semaphore: semaphoreFor(context.options) };
  return { ...isolated, jobRateLimit: jobRateLimitFor(isolated) };
}
