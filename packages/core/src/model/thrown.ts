/** An error among those that were thrown. */
export interface ThrownError {
  readonly error: unknown;
  /** Empty if it has none. */
  readonly message: string;
  readonly code: unknown;
}

/** How many errors are looked at. */
const MAX_ERRORS = 20;
const MAX_LENGTH = 200;

/**
 * What was thrown, its causes, and the errors that an `AggregateError` holds, the innermost last.
 *
 * @throws unknown - A property of what was thrown can't be read.
 */
export function errorsIn(thrown: unknown): readonly ThrownError[] {
  // Grows while it is walked.
  const found = new Set<unknown>([thrown]);
  for (const error of found) {
    if (!(error instanceof Error) || found.size > MAX_ERRORS) continue;
    if (error instanceof AggregateError) for (const inner of error.errors) found.add(inner);
    if (error.cause !== undefined) found.add(error.cause);
  }
  return Array.from(found, (error) => {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    const message = error instanceof Error ? error.message : error;
    return { error, message: typeof message === "string" ? message : "", code };
  });
}

/**
 * A problem and the innermost reason of what was thrown; the problem alone if there is none.
 *
 * @param redact - Replaces the secrets in a text: it is the thrower's own.
 */
export function withReason(problem: string, thrown: unknown, redact = (text: string) => text): string {
  try {
    const reason = errorsIn(thrown).findLast(({ message }) => message !== "")?.message;
    // Cut after the secrets are out: a part of one would not be recognized.
    return reason === undefined ? problem : `${problem}: ${redact(reason).slice(0, MAX_LENGTH)}`;
  } catch {
    return `${problem}, and what was thrown can't be read`;
  }
}
