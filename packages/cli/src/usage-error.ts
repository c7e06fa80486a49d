/** A mistake in the command line, a file or a setting. The message says what is wrong, where, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
