import type { JobStatus, JobStatusError } from "@jobstatus/core";
import { factsOf } from "../provider-facts.ts";
import type { CaseSetting } from "../suite/client-under-test.ts";
import { type Feature, type StartReference, features } from "../suite/suite-case.ts";

/** What a waiting loop does that could be done wrong. */
export interface LoopBehavior {
  /** What the loop claims to be able to do. */
  readonly features: readonly Feature[];
  /** How long it sleeps after a status, in milliseconds. */
  delayMs(status: JobStatus): number;
  /** The shortest time between two requests for a job, in milliseconds. */
  minIntervalMs(provider: string): number;
  /** How long it waits if the provider names so long a pause. */
  retryAfterMs(askedMs: number): number;
  /** How long it waits if a response says how many requests the account has left, and after how long more are allowed. */
  remainingMs(requests: number, resetMs: number): number;
  /** Whether it repeats the request after this error. */
  retries(error: JobStatusError): boolean;
  /** How many errors in a row it takes. */
  readonly mostFailures: number;
  /** What it makes of a status that was read right. */
  read(status: JobStatus, setting: CaseSetting): JobStatus;
  /** What it makes of an error, once it gives up; a status, if it takes the error for one. */
  tell(error: JobStatusError, setting: CaseSetting): JobStatusError | Pick<JobStatus, "state">;
  /** The ID that it polls. */
  id(job: string): string;
  /** The IDs that it finds in a start call's response; `read` finds them right. */
  name(reference: StartReference, read: () => Promise<readonly string[]>): Promise<readonly string[]>;
  /** Whether it refuses a start call's response that refuses a part of the call. */
  readonly heedsRefusals: boolean;
  /** Whether it polls with the operation that a reference names. */
  readonly heedsOperations: boolean;
  /** What it makes of each response before it reads it. */
  receive(response: Response): Promise<Response>;
  /** What is changed of each request. */
  request(init: RequestInit): RequestInit;
  readonly heedsAbort: boolean;
  /** Whether an abort and a timeout end the request that is under way. */
  readonly endsRequests: boolean;
  readonly heedsTimeout: boolean;
  /** After how long it sends another request, although no response has come. */
  readonly impatientMs: number;
  /** Whether a job that was seen and is not found is gone. */
  readonly remembers: boolean;
  /** Whether it requests the format that was chosen. */
  readonly heedsFormat: boolean;
  /** The links in a response that it follows. */
  linksIn(text: string): readonly string[];
  /** Whether one session serves more than one request. */
  readonly keepsSession: boolean;
  /** Whether it logs in again where a session is refused. */
  renews(wasGood: boolean): boolean;
  /** Whose cookie it renews with those of responses: that of any session, or only of one that it opened, or none. */
  readonly renewsCookie: "any" | "opened" | "none";
  /** Whether it tries credentials again that worked before, if the provider refuses all logins in an outage. */
  readonly trustsWorked: boolean;
  /** For how long it does not try credentials again that were refused, in milliseconds. */
  readonly refusedMs: number;
  /** Whether it looks at what a login has granted: anything at all, for which Vault, for which host. */
  readonly checksGrant: boolean;
  /** What a logout gives back: the session that is held, one that it opens for that, or none. */
  readonly givesBack: "held" | "opened" | "none";
  /** Whether a session that was given back is over. */
  readonly endsSession: boolean;
}

/** A loop as people write it, done right. It shares nothing between waits. */
export const rightBehavior: LoopBehavior = {
  features: features.filter((feature) => feature !== "coalescing"),
  delayMs: () => 10_000,
  minIntervalMs: (provider) => factsOf(provider).minPollIntervalMs ?? 0,
  retryAfterMs: (askedMs) => askedMs,
  remainingMs: (requests, resetMs) => (requests === 0 ? Math.min(resetMs, 60_000) : 0),
  retries: ({ code }) => ["rate-limited", "unavailable", "invalid-response"].includes(code),
  mostFailures: 6,
  read: (status) => status,
  tell: (error) => error,
  id: (job) => job,
  name: (_, read) => read(),
  heedsRefusals: true,
  heedsOperations: true,
  receive: (response) => Promise.resolve(response),
  request: (init) => init,
  heedsAbort: true,
  endsRequests: true,
  heedsTimeout: true,
  impatientMs: Infinity,
  remembers: true,
  heedsFormat: true,
  linksIn: () => [],
  keepsSession: true,
  renews: (wasGood) => wasGood,
  renewsCookie: "any",
  trustsWorked: true,
  refusedMs: 300_000,
  checksGrant: true,
  givesBack: "held",
  endsSession: true,
};
