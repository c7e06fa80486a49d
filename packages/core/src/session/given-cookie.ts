import type { ClientContext } from "../context/client-context.ts";
import type { SessionCredentials } from "../context/session-manager.ts";
import type { ContractSession } from "../contract/contract.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { cookieGranted } from "./cookie-granted.ts";

/** Keeps a session's cookie that the caller gave in place of a login as new as the provider's responses set it. */
export class GivenCookie {
  readonly #context: ClientContext;
  readonly #table: ContractSession;
  /** The cookie that the caller gave, and the newest one that came of it. */
  #renewed: { readonly given: unknown; readonly newest: string } | undefined;

  constructor(context: ClientContext, table: ContractSession) {
    this.#context = context;
    this.#table = table;
  }

  /** The credentials to send in place of those that the caller gave. */
  open(given: Readonly<Record<string, unknown>>): SessionCredentials {
    const { login, renewedByResponses } = this.#table;
    const grant = login.grants.find((candidate) => "cookie" in candidate && given[candidate.field]);
    if (!renewedByResponses || !grant || "at" in grant) return { fields: given, secrets: [] };
    const cookie = given[grant.field];
    // A function of the caller's may supply another cookie than before.
    const current = this.#renewed?.given === cookie ? this.#renewed : undefined;
    const renew = ({ headers }: Response) => {
      const newest = cookieGranted(this.#context, grant, headers)?.value;
      if (newest) this.#renewed = { given: cookie, newest };
    };
    return {
      fields: { ...given, [grant.field]: current?.newest ?? cookie },
      // The pair, and its value alone.
      secrets: typeof cookie === "string" ? [cookie, cookie.slice(cookie.indexOf("=") + 1)] : [],
      onResponse: (response, error) => {
        const isRefused = error instanceof JobStatusError && error.code === "unauthenticated";
        if (!isRefused) renew(response);
        else if (this.#renewed === current) this.#renewed = undefined;
        return Promise.resolve();
      },
      onCallerResponse(response) {
        renew(response);
        return Promise.resolve(false);
      },
    };
  }
}
