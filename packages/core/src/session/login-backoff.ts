import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { LoginFields } from "./log-in.ts";

/**
 * For how long credentials that the provider refused are not tried again. Providers lock a user out after a handful of
 * wrong tries within some minutes, and a wait that starts anew with each job would get there at once.
 */
const REFUSED_MS = 300_000;
/** The shortest time from a login that failed in passing to the next, so that many waits do not each try. */
const FAILED_MS = 500;

/** The last login that failed, so that the same one is not tried again too soon. */
export class LoginBackoff {
  readonly #context: ClientContext;
  #last: { readonly error: JobStatusError; readonly login: string; readonly untilMs: number } | undefined;

  constructor(context: ClientContext) {
    this.#context = context;
  }

  /** Remembers why a login failed; what is no error of ours, such as an abort, is none of the login's. */
  recordPoll(error: unknown, login: LoginFields): void {
    if (!(error instanceof JobStatusError)) return;
    const keptMs = error.code === "unauthenticated" ? REFUSED_MS : Math.max(FAILED_MS, error.retryAfterMs ?? 0);
    this.#last = { error, login: JSON.stringify(login), untilMs: this.#context.clock.now() + keptMs };
  }

  /** Throws the error of the same login again, while it is too soon to try. */
  check(login: LoginFields): void {
    if (!this.#last) return;
    const { error, login: failed, untilMs } = this.#last;
    const restMs = untilMs - this.#context.clock.now();
    if (failed !== JSON.stringify(login) || restMs <= 0) return;
    const rest = `no new login for another ${Math.ceil(restMs / 1000)} s, so that the account is not locked; the last one failed`;
    const { code, operation, httpStatus, nativeCode, nativeMessage } = error;
    const details = { operation, httpStatus, nativeCode, nativeMessage, cause: error };
    throw this.#context.error(code, rest, { ...details, ...(code !== "unauthenticated" && { retryAfterMs: restMs }) });
  }
}
