/** The credentials to send now: those that the caller gave, or those that a login granted. */
export interface SessionCredentials {
  /** The fields of the credentials. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Texts that no message may show, beside the fields: what the login took. */
  readonly secrets: readonly string[];
  /**
   * Records the response to a request of the client that was sent with the fields: it may renew the session or end it.
   *
   * @param error - Why the response is an error; absent if it isn't one.
   */
  readonly onResponse?: (response: Response, error?: unknown) => Promise<void>;
  /**
   * Records the response to a request of the caller's own that was sent with the fields. It never counts against the login.
   *
   * @returns Whether the session was lost, so that the request can be sent once more with a new one.
   */
  readonly onCallerResponse?: (response: Response) => Promise<boolean>;
}

/** Keeps the session of a client. */
export interface SessionManager {
  /** Returns the credentials to send, and logs in if that is needed. The signal ends the wait for a login at once. */
  open(read: () => Promise<Readonly<Record<string, unknown>>>, signal?: AbortSignal): Promise<SessionCredentials>;
  /**
   * The credentials to send, if nothing must be read or sent first: the same object until they change. Undefined if they must be
   * opened.
   *
   * @param given - The caller's credentials, if they are constant.
   */
  known(given: Readonly<Record<string, unknown>> | undefined): SessionCredentials | undefined;
  /** Says whether an error came from a lost session, so that a repeated request with another one may succeed. */
  isRenewable(error: unknown): boolean;
  /** Forgets the session, and returns it if there was one that may still be valid. */
  invalidate(read: () => Promise<Readonly<Record<string, unknown>>>): Promise<SessionCredentials | undefined>;
}
