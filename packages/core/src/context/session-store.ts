/**
 * Where processes share a session, so that they need not each log in. What it keeps is as secret as a password.
 */
export interface SessionStore {
  /**
   * Gives what was written last under a key, or undefined if there is nothing.
   *
   * @param key - Tells providers and accounts apart; it holds no secret.
   */
  read(key: string): SavedSession | undefined | Promise<SavedSession | undefined>;
  /** Keeps a session under a key, or with undefined forgets it. */
  write(key: string, session: SavedSession | undefined): void | Promise<void>;
  /**
   * Runs a task while no other process runs one under the same key: a login, so that processes that lose a session together log
   * in once. If a process ends in its task, the next may begin. Default: each process logs in by itself.
   */
  lock?(key: string, task: () => Promise<void>): Promise<void>;
}

/** A session as plain JSON. Its fields prove the caller to the provider: keep them as you keep a password. */
export interface SavedSession {
  /** The fields of the credentials that the login granted. */
  readonly fields: Readonly<Record<string, string>>;
  /** When the session ends, in milliseconds since 1970; absent if the provider does not say. */
  readonly expiresAtMs?: number;
}

/** What the client of a provider with sessions takes beside its other options. */
export interface SessionOptions {
  /** Where processes share their sessions. Default: each client has a session of its own. */
  readonly sessions?: SessionStore;
}
