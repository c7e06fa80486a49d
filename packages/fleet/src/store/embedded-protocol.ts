/** What the thread of an embedded database runs. */
export interface ThreadRequest {
  readonly call: number;
  /** The statement; several are separated by semicolons and have no values. Absent to close the database. */
  readonly text?: string;
  readonly values?: readonly unknown[] | undefined;
  /** A channel of which the thread passes notifications on. */
  readonly listen?: string;
}

/** What the thread of an embedded database says. */
export type ThreadMessage =
  | { readonly ready: true }
  | { readonly call: number; readonly rows?: readonly unknown[]; readonly error?: ThreadError }
  | { readonly channel: string; readonly payload: string };

/** An error of the database, as plain data. */
export interface ThreadError {
  readonly message: string;
  /** PostgreSQL's five characters. */
  readonly code?: string | undefined;
}
