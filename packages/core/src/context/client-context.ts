import type { JobEvent } from "./job-event.ts";
import type { ClientOptions, Fetch, FormatOption, OperationOption } from "./client-options.ts";
import type { Clock } from "../async/clock.ts";
import type { Contract } from "../contract/contract.ts";
import type { JobStatusError, JobStatusErrorCode, JobStatusErrorDetails } from "../model/job-status-error.ts";
import type { Server } from "./server.ts";
import type { SessionManager } from "./session-manager.ts";
import type { SessionOptions } from "./session-store.ts";
import type { Semaphore } from "../async/semaphore.ts";

/** What every part of a client shares. */
export interface ClientContext {
  readonly contract: Contract;
  readonly server: Server;
  readonly options: ClientOptions<unknown> & FormatOption & OperationOption & SessionOptions;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
  /** The requests that are under way. */
  readonly semaphore: Semaphore;
  /** Tells clients apart that may not share a response: those with other credentials, headers, or `fetch`. */
  readonly key: string;
  /** Tells the caller's listener, if there is one. */
  readonly emit: (event: JobEvent) => void;
  /** Keeps the session, where the provider has sessions. */
  readonly session?: SessionManager;
  /** The name of the operation that gives the status of this context's jobs. Default: the contract's first. */
  readonly operationName?: string;
  /** Makes an error that names the provider and the operation. */
  readonly error: (code: JobStatusErrorCode, problem: string, details?: JobStatusErrorDetails) => JobStatusError;
}
