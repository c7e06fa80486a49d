import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { LoginFields } from "./log-in.ts";

/** The shortest time from a failed login to the next, in milliseconds, so that concurrent waits do not each try. */
const MIN_PAUSE_MS = 500;

/** Keeps the same login from being tried again too soon after it failed. */
export class LoginBackoff {
  readonly #context: ClientContext;
  readonly #table: ContractSession;
  #last: { readonly error: JobStatusError; readonly login: string; readonly untilMs: number } | undefined;

  constructor(context: ClientContext, table: ContractSession) {
    this.#context = context;
    this.#table = table;
  }

  /** Records why a login failed. Any other error than a `JobStatusError`, such as an abort, says nothing about the login. */
  recordFailure(error: unknown, login: LoginFields): void {
    if (!(error instanceof JobStatusError)) return;
    const { lockoutPauseMs = 0 } = this.#table.login;
    const namedMs = error.code === "unauthenticated" ? lockoutPauseMs : (error.retryAfterMs ?? 0);
    const untilMs = this.#context.clock.now() + Math.max(MIN_PAUSE_MS, namedMs);
    this.#last = { error, login: JSON.stringify(login), untilMs };
  }

  /** Throws the error of the same login again while it is too soon to try. */
  check(login: LoginFields): void {
    if (!this.#last) return;
    const { error, login: failed, untilMs } = this.#last;
    const remainingMs = Math.ceil(untilMs - this.#context.clock.now());
    if (failed !== JSON.stringify(login) || remainingMs <= 0) return;
    const { code, operation, httpStatus, nativeCode, nativeMessage, retryAfterMs } = error;
    const isRefused = code === "unauthenticated";
    const reason = isRefused && this.#table.login.lockoutPauseMs ? ", so that the account is not locked" : "";
    const problem = `no new login for another ${Math.ceil(remainingMs / 1000)} s${reason}; the last one failed: ${error.message}`;
    const details = { operation, httpStatus, nativeCode, nativeMessage, cause: error };
    // A pause of the client's own is not presented as one that the provider asks for.
    const named = !isRefused && retryAfterMs !== undefined && { retryAfterMs: remainingMs };
    throw this.#context.error(code, problem, { ...details, ...named });
  }
}
