import type { ProviderName } from "../provider-name.ts";
import { loginRequestFor, logoutRequestFor } from "./session-request.ts";
import { statusRequestFor } from "./status-request.ts";
import type { PlannedCall, SuiteCase } from "./suite-case.ts";

/** What decides which requests a case allows. */
export interface RequestTerms {
  readonly provider: ProviderName;
  /** The case's job. */
  readonly job: string;
  readonly calls: readonly PlannedCall[];
  /** Whether the client is given a login's fields in place of a session. */
  readonly login?: boolean;
  /** Whether the client holds the session's cookie. */
  readonly cookie?: boolean;
  readonly format?: "xml" | undefined;
  /** The operation that gives the job's status, by its name. Default: the provider's first. */
  readonly operation?: string | undefined;
}

/** For each operation the requests that a case allows, in which `{session}` is the newest session. */
export function rightRequestsFor({
  provider,
  job,
  calls,
  login = false,
  cookie = false,
  format,
  operation,
}: RequestTerms): SuiteCase["right"] {
  const terms = {
    session: "{session}",
    inCookie: login || cookie,
    ...(format && { format }),
    ...(operation && { operation }),
  };
  const jobs = new Set([job, ...calls.map((call) => call.job ?? job)]);
  return {
    status: Array.from(jobs, (one) => statusRequestFor(provider, one, terms)),
    ...(login && { login: [loginRequestFor(provider)] }),
    ...(calls.some(({ call }) => call === "logout") && { logout: [logoutRequestFor(provider, terms)] }),
  };
}
