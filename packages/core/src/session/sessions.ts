import { readResponseError } from "../response/response-error.ts";
import { decode } from "../response/decode.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { readText } from "../request/read-text.ts";
import { abortable } from "../async/abortable.ts";
import { LoginBackoff } from "./login-backoff.ts";
import { type LoginFields, logIn } from "./log-in.ts";
import { readCookie } from "./read-cookie.ts";
import type { SessionCredentials, SessionManager } from "../context/session-manager.ts";
import type { SavedSession } from "../context/session-store.ts";
import { SharedSessions } from "./shared-sessions.ts";

type Fields = Readonly<Record<string, unknown>>;
type Read = () => Promise<Fields>;

/** A session that is kept, and what it was opened with. */
interface CachedSession {
  saved: SavedSession;
  readonly login: LoginFields;
  readonly key: string | undefined;
  /** What the store holds of it, as JSON. */
  stored: string;
  /** Whether the provider has taken it for good. */
  isProven: boolean;
  /** Whether this client itself has opened it. */
  readonly isOwn: boolean;
  /** When the store is to hear of a renewal. */
  storeAtMs: number;
}

/** An opening that goes on, and how many wait for it. */
interface PendingLogin {
  readonly opened: Promise<SessionCredentials>;
  readonly stop: AbortController;
  waiting: number;
}

/** Keeps one session for all callers of a client. */
export class Sessions implements SessionManager {
  readonly #context: ClientContext;
  readonly #table: ContractSession;
  readonly #shared: SharedSessions;
  readonly #failed: LoginBackoff;
  readonly #renewable = new WeakSet<object>();
  #cached: CachedSession | undefined;
  #pending: PendingLogin | undefined;
  /** The session that was lost last; a store may still hold it. */
  #lost: CachedSession | undefined;

  constructor(context: ClientContext, table: ContractSession) {
    this.#context = context;
    this.#table = table;
    this.#shared = new SharedSessions(context, table);
    this.#failed = new LoginBackoff(context);
  }

  async open(read: Read, signal?: AbortSignal): Promise<SessionCredentials> {
    const cached = this.#live();
    if (cached) return this.#openedBy(cached);
    const pending = this.#pending ?? this.#begin(read);
    pending.waiting += 1;
    try {
      return await (signal ? abortable(pending.opened, signal) : pending.opened);
    } finally {
      pending.waiting -= 1;
      // Whoever leaves last takes the login along.
      if (pending.waiting === 0) pending.stop.abort();
    }
  }

  isRenewable(error: unknown): boolean {
    // Of what is no object it holds nothing.
    return this.#renewable.has(error as object);
  }

  async detectLoss(response: Response): Promise<JobStatusError | undefined> {
    const { contract, error } = this.#context;
    // Some providers say it in the body of a good response; others by the HTTP status, and their bodies stay unread.
    const isEnvelope = contract.errors.success && /json/i.test(response.headers.get("Content-Type") ?? "");
    // A response that is too long or breaks off is the caller's to read, and no word of a lost session.
    const body = isEnvelope
      ? decode(await readText(response.clone(), new AbortController().signal).catch(() => ""), undefined)
      : undefined;
    const { code } = readResponseError(contract, response.status, body) ?? {};
    return code === "unauthenticated" ? error(code, "the provider does not know the session") : undefined;
  }

  async invalidate(read: Read): Promise<SessionCredentials | undefined> {
    let cached = this.#live();
    const given = cached ? undefined : await read();
    const login = given && this.#loginIn(given);
    if (given && !login) return { fields: given, secrets: [] };
    cached ??= login && (await this.#restore(login, await this.#shared.keyOf(login)));
    this.#cached = undefined;
    await this.#shared.write(cached?.key, undefined);
    return cached && this.#openedBy(cached);
  }

  #live(): CachedSession | undefined {
    const { expiresAtMs = Infinity } = this.#cached?.saved ?? {};
    if (expiresAtMs <= this.#context.clock.now()) this.#cached = undefined;
    return this.#cached;
  }

  #begin(read: Read): PendingLogin {
    const stop = new AbortController();
    const end = () => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    stop.signal.addEventListener("abort", end);
    const pending = { opened: this.#start(read, stop.signal).finally(end), stop, waiting: 0 };
    this.#pending = pending;
    return pending;
  }

  async #start(read: Read, signal: AbortSignal): Promise<SessionCredentials> {
    const given = await read();
    const login = this.#loginIn(given);
    if (!login) return { fields: given, secrets: [] };
    this.#failed.check(login);
    const key = await this.#shared.keyOf(login);
    let cached = await this.#restore(login, key);
    if (!cached) {
      const saved = await this.#logIn(login, signal);
      cached = this.#keep(saved, login, key, true);
      await this.#shared.write(key, saved);
    }
    return this.#openedBy(cached);
  }

  async #logIn(login: LoginFields, signal: AbortSignal): Promise<SavedSession> {
    try {
      return await logIn(this.#context, this.#table, login, signal);
    } catch (error) {
      this.#failed.recordPoll(error, login);
      throw error;
    }
  }

  /** The login's fields among the credentials; undefined where they prove the caller by themselves. */
  #loginIn(given: Fields): LoginFields | undefined {
    const { fields, confirms = [] } = this.#table.login;
    if (!fields.every((field) => typeof given[field] === "string" && given[field] !== "")) return undefined;
    const named = [...fields, ...confirms.map(({ field }) => field)].filter((field) => given[field] !== undefined);
    return Object.fromEntries(named.map((field) => [field, String(given[field])]));
  }

  /** The session that another process has left in the store, unless it is the very one that was lost. */
  async #restore(login: LoginFields, key: string | undefined): Promise<CachedSession | undefined> {
    const saved = await this.#shared.read(key);
    if (!saved || (saved.expiresAtMs ?? Infinity) <= this.#context.clock.now()) return undefined;
    const stored = JSON.stringify(saved.fields);
    if (this.#lost && [this.#lost.stored, JSON.stringify(this.#lost.saved.fields)].includes(stored)) return undefined;
    return this.#keep(saved, login, key, false);
  }

  #keep(saved: SavedSession, login: LoginFields, key: string | undefined, isOwn: boolean): CachedSession {
    const stored = JSON.stringify(saved.fields);
    this.#cached = { saved, login, key, stored, isProven: false, isOwn, storeAtMs: this.#halfOf(saved) };
    return this.#cached;
  }

  #halfOf({ expiresAtMs = Infinity }: SavedSession): number {
    const nowMs = this.#context.clock.now();
    return nowMs + (expiresAtMs - nowMs) / 2;
  }

  #openedBy(cached: CachedSession): SessionCredentials {
    const { fields } = cached.saved;
    return {
      fields,
      secrets: [...Object.values(cached.login), ...Object.values(fields)],
      onResponse: (response, error) => this.#onResponse(cached, fields, response, error),
    };
  }

  async #onResponse(
    cached: CachedSession,
    fields: SavedSession["fields"],
    response: Response,
    error: unknown,
  ): Promise<void> {
    if (!(error instanceof JobStatusError && error.code === "unauthenticated")) {
      cached.isProven = true;
      return this.#renew(cached, response);
    }
    // Another caller's answer may have renewed it meanwhile: then it is not lost.
    const isLost = this.#cached === cached && cached.saved.fields === fields;
    if (isLost) {
      this.#cached = undefined;
      this.#lost = cached;
    }
    // To log in again would give just another session that is refused.
    if (isLost && cached.isOwn && !cached.isProven) this.#failed.recordPoll(error, cached.login);
    else this.#renewable.add(error);
  }

  async #renew(cached: CachedSession, { headers }: Response): Promise<void> {
    const { server, contract, clock } = this.#context;
    if (!this.#table.renewedByResponses || this.#cached !== cached) return;
    for (const grant of this.#table.login.grants) {
      const to = new URL(server.baseUrl + contract.request.path);
      const cookie = "cookie" in grant ? readCookie(headers, grant.cookie, to, clock.now()) : undefined;
      if (!cookie) continue;
      const { pair, expiresAtMs } = cookie;
      cached.saved = { fields: { ...cached.saved.fields, [grant.field]: pair }, ...(expiresAtMs && { expiresAtMs }) };
    }
    if (clock.now() < cached.storeAtMs) return;
    cached.storeAtMs = this.#halfOf(cached.saved);
    try {
      await this.#shared.write(cached.key, cached.saved);
      cached.stored = JSON.stringify(cached.saved.fields);
    } catch {
      // The response is good all the same; the store is told with the next one.
      cached.storeAtMs = -Infinity;
    }
  }
}
