import type { Clock } from "@jobstatus/core";
import type { ProviderName } from "../provider-name.ts";
import type { StandardFetch } from "../standard-fetch.ts";
import type { Feature, StartReference } from "./suite-case.ts";

/** What a client is given for one case. */
export interface CaseSetting {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  /** A session, or the fields of a login where the client claims the feature. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** The format of requests. Default: JSON. */
  readonly format?: "xml";
  /** The operation to poll with, by its name, for a client that claims `operations`. Default: the provider's first. */
  readonly operation?: string;
  readonly fetch: StandardFetch;
  readonly clock: Clock;
  /** How many milliseconds of the clock pass in one of real time; 0 where the clock is virtual. */
  readonly timeFactor: number;
}

/** What a call is given. */
export interface CallSetting {
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  readonly requireSuccess?: boolean;
  /** What names the job, for a client that claims `references`; the id is empty then. */
  readonly reference?: StartReference;
}

/** What the suite calls. A status is plain JSON with at least a `state`; an error has a `code`, and perhaps a `lastStatus`. */
export interface CaseClient {
  status(job: string, setting: CallSetting): Promise<unknown>;
  wait(job: string, setting: CallSetting): Promise<unknown>;
  /** Gives the session back. Only a client that claims `logout` has it. */
  logout?(setting: CallSetting): Promise<void>;
}

/** A client that runs in this process. */
export interface ClientUnderTest {
  readonly name: string;
  readonly features: readonly Feature[];
  /** The providers that it knows. Default: all. */
  readonly providers?: readonly ProviderName[];
  create(setting: CaseSetting): CaseClient;
}
