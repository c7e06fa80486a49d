/** The command line, a file or a setting is wrong: its message says what, where, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
