import type { limitAccounts } from "../async/account-limits.ts";
import type { limitJobs } from "../async/job-rate-limit.ts";
import type {
  Contract,
  ContractBatch,
  ContractCredentials,
  ContractRequest,
  ContractSession,
} from "../contract/contract.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import type { Schedule } from "../model/schedule.ts";
import type { DelayReader } from "../response/own-delays.ts";
import type { ResponseHead, StatusReader, StatusRuleSupport } from "../response/status-reader.ts";
import type { ResponseFormat } from "../response/response-format.ts";
import type { OptionCheck } from "./check-options.ts";
import type { SessionManager } from "./session-manager.ts";

/**
 * What a client has beside the engine. A provider package imports the parts that its contract needs from
 * `@jobstatus/core/client`, and sessions from `@jobstatus/core/provider`, so a bundler leaves out the others. The table in codegen's
 * `emit/parts-module.ts` says which part a contract needs.
 *
 * To add a reader: write it in a file of its own in `src/response`, export it from `src/provider.ts` and `src/client.ts`, add it to `allParts`, and add
 * its row to codegen's table.
 *
 * @typeParam Context - The context of a client.
 */
export interface PartsOf<Context> {
  /** What reads a status beside its state, its text and its title, in the order in which they run. */
  readonly readers: readonly StatusReader[];
  /** Finds the status value, for a contract that has rules for it. Default: it is text at one place. */
  readonly statusRules?: StatusRuleSupport;
  /** Set if a reader or the rules read the HTTP status or the headers: then an equal body is not an equal status. */
  readonly readsHead?: true;
  /** Finds jobs in links and in the responses of start calls. Default: a job is an ID, a `NamedJob` or a resume token. */
  readonly references?: ReferenceSupport<Context>;
  /** Sends requests of the caller's own: `client.fetch`. */
  readonly ownRequests?: OwnRequestSupport<Context>;
  /** Keeps sessions, for a contract that has them. */
  readonly sessions?: SessionSupport<Context>;
  /** Polls jobs together, for a contract that has an operation for that. */
  readonly batches?: BatchSupport<Context>;
  /** Polls jobs at the contract's other operations. */
  readonly operations?: OperationSupport<Context>;
  /** Keeps to the provider's limit for each job, for a contract that has one. */
  readonly limitJobs?: typeof limitJobs;
  /** Keeps to the limits of the account, for a contract that states some. */
  readonly limitAccounts?: typeof limitAccounts;
  /** Takes a format other than JSON, and says why a response is in none, for a contract that has one. */
  readonly formats?: FormatSupport;
  /** Writes the body of a request for a status. Default: it has none. */
  readonly createBody?: BodyWriter;
  /** Sends credentials in the query or in several headers, and the contract's own headers. */
  readonly places?: PlaceSupport<Context>;
  /** Reads the provider's own delays. Default: `Retry-After` alone says how long the next request must wait. */
  readonly readDelays?: DelayReader;
  /** Follows the URLs that responses name for the next request. Default: every request about a job goes to the same URL. */
  readonly nextUrls?: NextUrlSupport<Context>;
}

/** Writes the body of a request for the status of the job with an id; undefined if the request has none. */
export type BodyWriter = (
  request: ContractRequest,
  variables: Readonly<Record<string, string>>,
  id: string,
  format: ResponseFormat | undefined,
) => string | undefined;

/** Follows the URLs that responses name for the next request. */
export interface NextUrlSupport<Context> {
  /** The request for a job's status, at the URL that a response has named for it, if one has. */
  redirect<R extends { readonly url: string }>(context: Context, request: R, place: NextPlace): R;
  /**
   * Notes the URL that a response names for the next request.
   *
   * @param requested - The URL of the request that got the response.
   * @throws ContractMismatch - The URL leads to another origin than the client's, or is none.
   */
  follow(
    context: Context,
    requested: string,
    place: NextPlace,
    status: Pick<JobStatus, "state" | "raw">,
    head: ResponseHead,
  ): void;
}

/** Where the next request about a job goes. */
export interface NextPlace {
  /** The path and query of the URL that the last response to name one named. */
  nextPath: string | undefined;
}

/** Sends credentials in the query or in several headers, and the contract's own headers. */
export interface PlaceSupport<Context> {
  /**
   * Adds headers to those of a request, which are by their names in lower case.
   *
   * @param fill - Fills a template with the fields of the credentials.
   * @returns How the request is sent.
   * @throws JobStatusError - `invalid-request`: a value has a character that no header can carry.
   */
  add(
    context: Context,
    way: ContractCredentials,
    fill: (template: string) => string,
    headers: Map<string, string>,
  ): PlacedCredentials;
}

/** How a request is sent whose credentials may be in its query. */
export interface PlacedCredentials {
  /** A URL with credentials in its query, but for the parameters that it has. */
  readonly urlOf: (url: string) => string;
  /** The response to a request of the caller's own, or what the request failed with, without the secrets of its URL. */
  readonly guard: (sent: Promise<Response>, redact: (text: string) => string) => Promise<Response>;
}

/** Finds the job in what a caller passes, other than an ID, a `NamedJob` and a resume token. */
export interface ReferenceSupport<Context> {
  /**
   * Finds the job.
   *
   * @throws JobStatusError - `invalid-request`: it names no job, or several; `no-job`: it says that none was started.
   */
  resolve(context: Context, reference: unknown): JobTarget | DeferredJob;
}

/** Sends requests of the caller's own with the client's credentials. */
export interface OwnRequestSupport<Context> {
  /**
   * Sends a request.
   *
   * @throws JobStatusError - `invalid-request`: the request goes to another origin than the client's, or is none.
   */
  send(context: Context, input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

/** Takes formats other than JSON. */
export interface FormatSupport {
  /** The checks of the options that it takes, of a client of a provider. */
  checks(provider: string): Readonly<Record<string, OptionCheck>>;
  /**
   * Says why a body can't be read, and what to do; undefined if it is not in JSON, and that is all.
   *
   * @param fault - What its decoder threw.
   */
  explain(fault: unknown, text: string, headers: Headers, format: ResponseFormat | undefined): Error | undefined;
}

/** Keeps the sessions of clients. */
export interface SessionSupport<Context> {
  /** The checks of the options that it takes. */
  readonly checks: Readonly<Record<string, OptionCheck>>;
  /**
   * Checks the fields of credentials that a login grants, and that the caller gives in place of one.
   *
   * @param names - The names of the fields that are sent.
   * @throws JobStatusError - `invalid-request`: a cookie isn't written as one.
   */
  checkGiven(context: Context, names: readonly string[], fields: Readonly<Record<string, unknown>>): void;
  /** Makes what keeps the session of a client. */
  createManager(context: Context, table: ContractSession): SessionManager;
}

/** Polls many jobs in one request. */
export interface BatchSupport<Context> {
  /** The default schedule of waits that take part in batches. */
  readonly schedule: Schedule;
  /** Makes the batch of the pollers that may share a response. */
  createBatch(context: Context, table: ContractBatch): PollBatch;
}

/** The pollers whose jobs are polled together. */
export interface PollBatch {
  /** Adds a poller: from its next plan on its job is polled here. */
  add(poller: object): void;
  /** Removes a poller. */
  remove(poller: object): void;
}

/** Polls jobs at operations other than the default one. */
export interface OperationSupport<Context> {
  /** The checks of the options that it takes, of a client with a contract. */
  checks(contract: Contract): Readonly<Record<string, OptionCheck>>;
  /**
   * The context in which the jobs of an operation are polled; undefined if the contract has no such operation.
   *
   * @throws JobStatusError - `invalid-request`: the client can't request the operation.
   */
  contextFor(client: Context, name: string): Context | undefined;
}
