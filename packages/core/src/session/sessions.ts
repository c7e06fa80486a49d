import { readAnswerError } from "../answer/answer-error.ts";
import { decode } from "../answer/decode.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { readText } from "../request/read-text.ts";
import { abortable } from "../async/abortable.ts";
import { FailedLogin } from "./failed-login.ts";
import { type LoginFields, logIn } from "./log-in.ts";
import { readCookie } from "./read-cookie.ts";
import type { Opened, SessionKeeper } from "../context/session-keeper.ts";
import type { SavedSession } from "../context/session-store.ts";
import { SharedSessions } from "./shared-sessions.ts";

const NEVER = new AbortController().signal;

type Fields = Readonly<Record<string, unknown>>;
type Read = () => Promise<Fields>;

/** A session that is kept, and what it was opened with. */
interface Kept {
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
interface Opening {
  readonly opened: Promise<Opened>;
  readonly stop: AbortController;
  waiting: number;
}

/** Keeps one session for all callers of a client. */
export class Sessions implements SessionKeeper {
  readonly #context: ClientContext;
  readonly #table: ContractSession;
  readonly #shared: SharedSessions;
  readonly #failed: FailedLogin;
  readonly #renewable = new WeakSet<object>();
  #kept: Kept | undefined;
  #opening: Opening | undefined;
  /** The session that was lost last; a store may still hold it. */
  #lost: Kept | undefined;

  constructor(context: ClientContext, table: ContractSession) {
    this.#context = context;
    this.#table = table;
    this.#shared = new SharedSessions(context, table);
    this.#failed = new FailedLogin(context);
  }

  async open(read: Read, signal?: AbortSignal): Promise<Opened> {
    const kept = this.#live();
    if (kept) return this.#openedBy(kept);
    const opening = this.#opening ?? this.#begin(read);
    opening.waiting += 1;
    try {
      return await (signal ? abortable(opening.opened, signal) : opening.opened);
    } finally {
      opening.waiting -= 1;
      // Whoever leaves last takes the login along.
      if (opening.waiting === 0) opening.stop.abort();
    }
  }

  mayRenew(error: unknown): boolean {
    // Of what is no object it holds nothing.
    return this.#renewable.has(error as object);
  }

  async lossIn(response: Response): Promise<JobStatusError | undefined> {
    const { contract, error } = this.#context;
    // Some providers say it in the body of a good answer; others by the HTTP status, and their bodies stay unread.
    const isEnvelope = contract.errors.success && /json/i.test(response.headers.get("Content-Type") ?? "");
    // An answer that is too long or breaks off is the caller's to read, and no word of a lost session.
    const body = isEnvelope ? decode(await readText(response.clone(), NEVER).catch(() => ""), undefined) : undefined;
    const { code } = readAnswerError(contract, response.status, body) ?? {};
    return code === "unauthenticated" ? error(code, "the provider does not know the session") : undefined;
  }

  async forget(read: Read): Promise<Opened | undefined> {
    let kept = this.#live();
    const given = kept ? undefined : await read();
    const login = given && this.#loginIn(given);
    if (given && !login) return { fields: given, secrets: [] };
    kept ??= login && (await this.#restore(login, await this.#shared.keyOf(login)));
    this.#kept = undefined;
    await this.#shared.write(kept?.key, undefined);
    return kept && this.#openedBy(kept);
  }

  #live(): Kept | undefined {
    const { expiresAtMs = Infinity } = this.#kept?.saved ?? {};
    if (expiresAtMs <= this.#context.clock.now()) this.#kept = undefined;
    return this.#kept;
  }

  #begin(read: Read): Opening {
    const stop = new AbortController();
    const end = () => {
      if (this.#opening === opening) this.#opening = undefined;
    };
    stop.signal.addEventListener("abort", end);
    const opening = { opened: this.#start(read, stop.signal).finally(end), stop, waiting: 0 };
    this.#opening = opening;
    return opening;
  }

  async #start(read: Read, signal: AbortSignal): Promise<Opened> {
    const given = await read();
    const login = this.#loginIn(given);
    if (!login) return { fields: given, secrets: [] };
    this.#failed.check(login);
    const key = await this.#shared.keyOf(login);
    let kept = await this.#restore(login, key);
    if (!kept) {
      const saved = await this.#logIn(login, signal);
      kept = this.#keep(saved, login, key, true);
      await this.#shared.write(key, saved);
    }
    return this.#openedBy(kept);
  }

  async #logIn(login: LoginFields, signal: AbortSignal): Promise<SavedSession> {
    try {
      return await logIn(this.#context, this.#table, login, signal);
    } catch (error) {
      this.#failed.remember(error, login);
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
  async #restore(login: LoginFields, key: string | undefined): Promise<Kept | undefined> {
    const saved = await this.#shared.read(key);
    if (!saved || (saved.expiresAtMs ?? Infinity) <= this.#context.clock.now()) return undefined;
    const stored = JSON.stringify(saved.fields);
    if (this.#lost && [this.#lost.stored, JSON.stringify(this.#lost.saved.fields)].includes(stored)) return undefined;
    return this.#keep(saved, login, key, false);
  }

  #keep(saved: SavedSession, login: LoginFields, key: string | undefined, isOwn: boolean): Kept {
    const stored = JSON.stringify(saved.fields);
    this.#kept = { saved, login, key, stored, isProven: false, isOwn, storeAtMs: this.#halfOf(saved) };
    return this.#kept;
  }

  #halfOf({ expiresAtMs = Infinity }: SavedSession): number {
    const nowMs = this.#context.clock.now();
    return nowMs + (expiresAtMs - nowMs) / 2;
  }

  #openedBy(kept: Kept): Opened {
    const { fields } = kept.saved;
    return {
      fields,
      secrets: [...Object.values(kept.login), ...Object.values(fields)],
      hear: (response, error) => this.#hear(kept, fields, response, error),
    };
  }

  async #hear(kept: Kept, fields: SavedSession["fields"], response: Response, error: unknown): Promise<void> {
    if (!(error instanceof JobStatusError && error.code === "unauthenticated")) {
      kept.isProven = true;
      return this.#renew(kept, response);
    }
    // Another caller's answer may have renewed it meanwhile: then it is not lost.
    const isLost = this.#kept === kept && kept.saved.fields === fields;
    if (isLost) {
      this.#kept = undefined;
      this.#lost = kept;
    }
    // To log in again would give just another session that is refused.
    if (isLost && kept.isOwn && !kept.isProven) this.#failed.remember(error, kept.login);
    else this.#renewable.add(error);
  }

  async #renew(kept: Kept, { headers }: Response): Promise<void> {
    const { origin, contract, clock } = this.#context;
    if (!this.#table.renewedByAnswers || this.#kept !== kept) return;
    for (const grant of this.#table.login.grants) {
      const to = new URL(origin.baseUrl + contract.request.path);
      const cookie = "cookie" in grant ? readCookie(headers, grant.cookie, to, clock.now()) : undefined;
      if (!cookie) continue;
      const { pair, expiresAtMs } = cookie;
      kept.saved = { fields: { ...kept.saved.fields, [grant.field]: pair }, ...(expiresAtMs && { expiresAtMs }) };
    }
    if (clock.now() < kept.storeAtMs) return;
    kept.storeAtMs = this.#halfOf(kept.saved);
    try {
      await this.#shared.write(kept.key, kept.saved);
      kept.stored = JSON.stringify(kept.saved.fields);
    } catch {
      // The answer is good all the same; the store is told with the next one.
      kept.storeAtMs = -Infinity;
    }
  }
}
