import { wallNow } from "../async/clock.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import { withReason } from "../model/thrown.ts";
import { redactCause } from "../request/redact-cause.ts";
import { redactor } from "../request/redactor.ts";
import type { LoginFields } from "./log-in.ts";
import { sessionKey } from "./session-key.ts";
import { sha256 } from "./sha256.ts";
import type { SavedSession, SessionStore } from "../context/session-store.ts";

/** For how long a refused login is not tried by other processes, in milliseconds, if the contract states no longer pause. */
const REFUSAL_MS = 60_000;

/** The caller's store, if there is one, and what its failures mean. */
export class SharedSessions {
  readonly #context: ClientContext;
  readonly #table: ContractSession;
  readonly #store: SessionStore | undefined;

  constructor(context: ClientContext, table: ContractSession) {
    this.#context = context;
    this.#table = table;
    this.#store = context.options.sessions;
  }

  /** Says whether processes log in one after the other. */
  get canLock(): boolean {
    return this.#store?.lock !== undefined;
  }

  /** The key of an account's session; undefined if there is no store. */
  async keyOf(login: LoginFields): Promise<string | undefined> {
    return this.#store && sessionKey(this.#context, this.#table, login);
  }

  /** @throws JobStatusError - `unavailable`: the store failed. */
  async read(key: string | undefined): Promise<SavedSession | undefined> {
    return key === undefined ? undefined : this.#use((store) => store.read(key));
  }

  /** @throws JobStatusError - `unavailable`: the store failed. */
  async write(key: string | undefined, saved: SavedSession | undefined): Promise<void> {
    if (key !== undefined) await this.#use((store) => store.write(key, saved), Object.values(saved?.fields ?? {}));
  }

  /** Runs a task that opens a session, while no other process opens one under the key. */
  async lock<T>(key: string | undefined, task: () => Promise<T>): Promise<T> {
    if (key === undefined || !this.#store?.lock) return task();
    let result: Promise<T> | undefined;
    await this.#use((store) =>
      store.lock?.(key, async () => {
        result = task();
        // Its error is the caller's, and none of the store.
        await result.catch(() => undefined);
      }),
    );
    if (!result) throw this.#context.error("unavailable", "the session store's lock did not run its task");
    return result;
  }

  /** Notes that the provider has refused a login, so that no other process tries it. */
  async refuse(key: string | undefined, login: LoginFields, { message }: JobStatusError): Promise<void> {
    if (key === undefined) return;
    const ms = Math.max(REFUSAL_MS, this.#table.login.lockoutPauseMs ?? 0);
    const fields = { login: await sha256(JSON.stringify(login)), message };
    await this.write(refusalKey(key), { fields, expiresAtMs: wallNow(this.#context.clock) + ms });
  }

  /** @throws JobStatusError - `unauthenticated`: another process has tried the login, and it was refused. */
  async checkRefusal(key: string | undefined, login: LoginFields): Promise<void> {
    const refusal = key === undefined ? undefined : await this.read(refusalKey(key));
    const remainingMs = (refusal?.expiresAtMs ?? 0) - wallNow(this.#context.clock);
    if (!refusal || remainingMs <= 0 || refusal.fields["login"] !== (await sha256(JSON.stringify(login)))) return;
    const { message = "" } = refusal.fields;
    const problem = `no new login for another ${Math.ceil(remainingMs / 1_000)} s; another process was refused: ${message}`;
    throw this.#context.error("unauthenticated", problem);
  }

  /** @param secrets - What the store is given, and no message may show. */
  async #use<T>(
    task: (store: SessionStore) => T | Promise<T>,
    secrets: readonly string[] = [],
  ): Promise<T | undefined> {
    try {
      return this.#store && (await task(this.#store));
    } catch (thrown) {
      const redact = redactor(() => secrets);
      const problem = withReason("the session store failed", thrown, redact);
      throw this.#context.error("unavailable", problem, { cause: redactCause(thrown, redact) });
    }
  }
}

function refusalKey(key: string): string {
  return `${key} refused`;
}
