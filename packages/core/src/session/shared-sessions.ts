import type { ClientContext } from "../context/client-context.ts";
import type { ContractSession } from "../contract/contract.ts";
import type { LoginFields } from "./log-in.ts";
import { sessionKey } from "./session-key.ts";
import type { SavedSession, SessionStore } from "../context/session-store.ts";

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
    if (key !== undefined) await this.#use((store) => store.write(key, saved));
  }

  async #use<T>(task: (store: SessionStore) => T | Promise<T>): Promise<T | undefined> {
    try {
      return this.#store && (await task(this.#store));
    } catch (cause) {
      throw this.#context.error("unavailable", "the session store failed: see the cause", { cause });
    }
  }
}
