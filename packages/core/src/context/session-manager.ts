import type { JobStatusError } from "../model/job-status-error.ts";

/** What proves the caller now: what it gave, or what a login granted. */
export interface SessionCredentials {
  /** The fields of the credentials. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What must never be shown, beside the fields: what the login took. */
  readonly secrets: readonly string[];
  /**
   * Takes note of the response to a request in which the fields were used.
   *
   * @param error - Why it is no good, where it is none.
   */
  readonly onResponse?: (response: Response, error?: unknown) => Promise<void>;
}

/** Keeps the session of a client. */
export interface SessionManager {
  /** Gives what proves the caller, and logs in where that is needed. The signal ends the wait for it at once. */
  open(read: () => Promise<Readonly<Record<string, unknown>>>, signal?: AbortSignal): Promise<SessionCredentials>;
  /** Says whether an error came of a lost session, so that asking again with another may help. */
  isRenewable(error: unknown): boolean;
  /** The error in a response to a request of the caller's own that says that the session is lost; else undefined. */
  detectLoss(response: Response): Promise<JobStatusError | undefined>;
  /** Forgets the session, and gives it where there was one that may still hold. */
  invalidate(read: () => Promise<Readonly<Record<string, unknown>>>): Promise<SessionCredentials | undefined>;
}
