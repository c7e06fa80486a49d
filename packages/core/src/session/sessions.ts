import { abortable } from "../async/abortable.ts";
import { throwIfAborted } from "../async/throw-if-aborted.ts";
import { wallNow } from "../async/clock.ts";
import { type ClientContext, contextForCall } from "../context/client-context.ts";
import type { SessionCredentials, SessionManager } from "../context/session-manager.ts";
import type { SavedSession } from "../context/session-store.ts";
import type { ContractSession } from "../contract/contract.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { usableFields } from "../request/request-auth.ts";
import { cookieGranted } from "./cookie-granted.ts";
import { GivenCookie } from "./given-cookie.ts";
import { isSessionLost } from "./is-session-lost.ts";
import { type LoginFields, logIn } from "./log-in.ts";
import { LoginBackoff } from "./login-backoff.ts";
import { SharedSessions } from "./shared-sessions.ts";

type Fields = Readonly<Record<string, unknown>>;
type Read = () => Promise<Fields>;

/** A session, and the login that opened it. */
interface CachedSession {
  saved: SavedSession;
  readonly login: LoginFields;
  readonly key: string | undefined;
  /** The session in the store, as JSON. */
  stored: string;
  /** Whether the provider has accepted it. */
  isProven: boolean;
  /** Whether this client opened it. */
  readonly isOwn: boolean;
  /** When the next renewal is written to the store. */
  storeAtMs: number;
  /** What was last sent; it is for the fields that the session had then. */
  credentials?: SessionCredentials;
}

/** A login in progress, and how many callers wait for it. */
interface PendingLogin {
  readonly opened: Promise<SessionCredentials>;
  readonly stop: AbortController;
  waiting: number;
  isSettled: boolean;
}

/** Keeps one session for all callers of a client. */
export class Sessions implements SessionManager {
  readonly #context: ClientContext;
  readonly #table: ContractSession;
  readonly #shared: SharedSessions;
  readonly #backoff: LoginBackoff;
  readonly #given: GivenCookie;
  /** The caller's constant credentials, if they need no login and no response renews them. */
  #constant: SessionCredentials | undefined;
  readonly #renewable = new WeakSet<object>();
  #cached: CachedSession | undefined;
  #pending: PendingLogin | undefined;
  /** The session that was lost last; a store may still hold it. */
  #lost: CachedSession | undefined;
  /** The login that last opened a session, as JSON. */
  #worked: string | undefined;

  constructor(context: ClientContext, table: ContractSession) {
    this.#context = context;
    this.#table = table;
    this.#shared = new SharedSessions(context, table);
    this.#backoff = new LoginBackoff(context, table);
    this.#given = new GivenCookie(context, table);
  }

  async open(read: Read, signal?: AbortSignal): Promise<SessionCredentials> {
    const cached = this.#live();
    if (cached) return this.#credentialsOf(cached);
    // Where calls stand alone, none may wait for another's login.
    const pending = (this.#context.isIsolated ? undefined : this.#pending) ?? this.#begin(read);
    pending.waiting += 1;
    try {
      return await (signal ? abortable(pending.opened, signal) : pending.opened);
    } finally {
      pending.waiting -= 1;
      // The last caller to leave aborts the login.
      if (pending.waiting === 0 && !pending.isSettled) pending.stop.abort();
    }
  }

  known(given: Fields | undefined): SessionCredentials | undefined {
    if (this.#constant) return this.#constant;
    const cached = this.#live();
    if (cached) return this.#credentialsOf(cached);
    if (!given || this.#loginIn(given)) return undefined;
    const opened = this.#given.open(given);
    if (!opened.onResponse) this.#constant = opened;
    return opened;
  }

  isRenewable(error: unknown): boolean {
    // A WeakSet holds objects only.
    return this.#renewable.has(error as object);
  }

  async invalidate(read: Read): Promise<SessionCredentials | undefined> {
    let cached = this.#live();
    const given = cached ? undefined : await read();
    const login = given && this.#loginIn(given);
    if (given && !login) return this.#given.open(given);
    cached ??= login && (await this.#restore(login, await this.#shared.keyOf(login)));
    this.#cached = undefined;
    await this.#shared.write(cached?.key, undefined);
    return cached && this.#credentialsOf(cached);
  }

  #live(): CachedSession | undefined {
    const { expiresAtMs = Infinity } = this.#cached?.saved ?? {};
    if (expiresAtMs <= wallNow(this.#context.clock)) this.#cached = undefined;
    return this.#cached;
  }

  #begin(read: Read): PendingLogin {
    const stop = new AbortController();
    const end = () => {
      pending.isSettled = true;
      if (this.#pending === pending) this.#pending = undefined;
    };
    stop.signal.addEventListener("abort", end);
    const opened = this.#start(read, stop.signal).finally(end);
    const pending: PendingLogin = { opened, stop, waiting: 0, isSettled: false };
    this.#pending = pending;
    return pending;
  }

  async #start(read: Read, signal: AbortSignal): Promise<SessionCredentials> {
    const given = await read();
    const login = this.#loginIn(given);
    if (!login) return this.#given.open(given);
    this.#backoff.check(login);
    const key = await this.#shared.keyOf(login);
    const cached =
      (await this.#restore(login, key)) ?? (await this.#shared.lock(key, () => this.#open(login, key, signal)));
    return this.#credentialsOf(cached);
  }

  async #open(login: LoginFields, key: string | undefined, signal: AbortSignal): Promise<CachedSession> {
    throwIfAborted(signal);
    // Another process may have opened one, or failed to, while this one waited for its turn.
    const restored = this.#shared.canLock ? await this.#restore(login, key) : undefined;
    if (restored) return restored;
    await this.#shared.checkRefusal(key, login);
    const saved = await this.#logIn(login, key, signal);
    const cached = this.#keep(saved, login, key, true);
    await this.#shared.write(key, saved);
    return cached;
  }

  async #logIn(login: LoginFields, key: string | undefined, signal: AbortSignal): Promise<SavedSession> {
    try {
      const saved = await logIn(contextForCall(this.#context), this.#table, login, signal);
      this.#worked = JSON.stringify(login);
      this.#context.emit?.({ type: "logged-in" });
      return saved;
    } catch (cause) {
      const error = this.#refusalInOutage(cause, login) ?? cause;
      this.#backoff.recordFailure(error, login);
      const isRefused = error instanceof JobStatusError && error.code === "unauthenticated";
      // The store's own failure would hide why.
      if (isRefused) await this.#shared.refuse(key, login, error).catch(() => undefined);
      throw error;
    }
  }

  /** The error of a refused login whose credentials worked before, if the provider sends the same response in an outage. */
  #refusalInOutage(cause: unknown, login: LoginFields): JobStatusError | undefined {
    if (!(cause instanceof JobStatusError) || this.#worked !== JSON.stringify(login)) return undefined;
    const { code, operation, httpStatus = 0, nativeCode, nativeMessage, requestId } = cause;
    if (code !== "unauthenticated" || !this.#table.login.refusedInOutage?.includes(httpStatus)) return undefined;
    const said = [nativeCode, nativeMessage].filter(Boolean).join(": ");
    const problem =
      `HTTP ${httpStatus}${said && ` (${said})`} for credentials that worked before; the provider also says so ` +
      "during an outage; if the password was changed, create a client with the new one";
    const details = { operation, httpStatus, nativeCode, nativeMessage, requestId, cause };
    return this.#context.error("unavailable", problem, details);
  }

  /** The login's fields among the credentials; undefined if the credentials need no login. */
  #loginIn(given: Fields): LoginFields | undefined {
    const { fields, confirms = [] } = this.#table.login;
    if (!fields.every((field) => typeof given[field] === "string" && given[field] !== "")) return undefined;
    const named = [...fields, ...confirms.map(({ field }) => field)].filter((field) => given[field] !== undefined);
    return Object.fromEntries(named.map((field) => [field, String(given[field])]));
  }

  /** The session that another process left in the store, unless it is the one that was lost. */
  async #restore(login: LoginFields, key: string | undefined): Promise<CachedSession | undefined> {
    const saved = await this.#shared.read(key);
    if (!saved || (saved.expiresAtMs ?? Infinity) <= wallNow(this.#context.clock)) return undefined;
    const stored = JSON.stringify(saved.fields);
    if (this.#lost && [this.#lost.stored, JSON.stringify(this.#lost.saved.fields)].includes(stored)) return undefined;
    return this.#keep(saved, login, key, false);
  }

  #keep(saved: SavedSession, login: LoginFields, key: string | undefined, isOwn: boolean): CachedSession {
    const stored = JSON.stringify(saved.fields);
    this.#cached = { saved, login, key, stored, isProven: false, isOwn, storeAtMs: this.#halfLifeOf(saved) };
    return this.#cached;
  }

  #halfLifeOf({ expiresAtMs = Infinity }: SavedSession): number {
    const nowMs = wallNow(this.#context.clock);
    return nowMs + (expiresAtMs - nowMs) / 2;
  }

  #credentialsOf(cached: CachedSession): SessionCredentials {
    const { fields } = cached.saved;
    if (cached.credentials?.fields === fields) return cached.credentials;
    cached.credentials = {
      fields,
      secrets: [...Object.values(cached.login), ...Object.values(fields)],
      onResponse: async (response, error) => {
        if (!(error instanceof JobStatusError && error.code === "unauthenticated")) {
          cached.isProven = true;
          await this.#renew(cached, response);
          return;
        }
        const isLost = this.#forget(cached, fields);
        // A new login would grant just another session that is refused.
        if (isLost && cached.isOwn && !cached.isProven) this.#backoff.recordFailure(error, cached.login);
        else this.#renewable.add(error);
      },
      onCallerResponse: async (response) => {
        if (!(await isSessionLost(this.#context, response))) {
          cached.isProven = true;
          await this.#renew(cached, response);
          return false;
        }
        // Just opened: the refusal is about the request, and a new login would not change it.
        if (cached.isOwn && !cached.isProven && this.#cached === cached) return false;
        this.#forget(cached, fields);
        return true;
      },
    };
    return cached.credentials;
  }

  /** Forgets a session that was refused. False if it is another one by now: a response may have renewed it meanwhile. */
  #forget(cached: CachedSession, fields: SavedSession["fields"]): boolean {
    if (this.#cached !== cached || cached.saved.fields !== fields) return false;
    this.#cached = undefined;
    this.#lost = cached;
    return true;
  }

  async #renew(cached: CachedSession, { headers }: Response): Promise<void> {
    const { contract, clock } = this.#context;
    if (!this.#table.renewedByResponses || this.#cached !== cached) return;
    const used = usableFields(contract, cached.saved.fields);
    const { saved } = cached;
    for (const grant of this.#table.login.grants) {
      const cookie =
        "at" in grant || !used?.includes(grant.field) ? undefined : cookieGranted(this.#context, grant, headers);
      if (!cookie) continue;
      const { value, expiresAtMs } = cookie;
      cached.saved = { fields: { ...cached.saved.fields, [grant.field]: value }, ...(expiresAtMs && { expiresAtMs }) };
    }
    if (cached.saved !== saved) this.#context.emit?.({ type: "session-renewed" });
    if (wallNow(clock) < cached.storeAtMs) return;
    cached.storeAtMs = this.#halfLifeOf(cached.saved);
    try {
      await this.#shared.write(cached.key, cached.saved);
      cached.stored = JSON.stringify(cached.saved.fields);
    } catch {
      // The response is good all the same; the next one is written.
      cached.storeAtMs = -Infinity;
    }
  }
}
