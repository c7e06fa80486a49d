/** The command was called wrongly, or a document cannot be read. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
