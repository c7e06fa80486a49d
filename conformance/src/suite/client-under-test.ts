import type { Clock, Fetch } from "@jobstatus/core";
import type { ProviderName } from "../provider-name.ts";
import type { Feature } from "./suite-case.ts";

/** What a client is given for one case. */
export interface CaseSetting {
  readonly provider: ProviderName;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** How many milliseconds of the clock pass in one of real time; 0 where the clock is virtual. */
  readonly timeFactor: number;
}

/** What a call is given. */
export interface CallSetting {
  readonly signal: AbortSignal;
  readonly deadlineMs?: number;
  readonly requireSuccess?: boolean;
}

/** The two questions of the suite. A status is plain JSON with at least a `state`; an error has a `code`, and perhaps a `lastStatus`. */
export interface CaseClient {
  status(job: string, setting: CallSetting): Promise<unknown>;
  wait(job: string, setting: CallSetting): Promise<unknown>;
}

/** A client that runs in this process. */
export interface ClientUnderTest {
  readonly name: string;
  readonly features: readonly Feature[];
  create(setting: CaseSetting): CaseClient;
}
