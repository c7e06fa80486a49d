/** How many parts of a thrown value are looked at. No real error has more. */
const MAX_PARTS = 10_000;

/**
 * A cause that can be shown: what was thrown or, if it holds a secret anywhere, an error with its redacted message alone. A `fetch`
 * of the caller's own may throw the whole request.
 */
export function redactCause(cause: unknown, redact: (text: string) => string): unknown {
  // Grows while it is walked.
  const parts = new Set<unknown>([cause]);
  try {
    for (const part of parts) {
      if (parts.size > MAX_PARTS || (typeof part === "string" && redact(part) !== part)) {
        return new Error(cause instanceof Error ? redact(cause.message) : "what was thrown cannot be shown");
      }
      if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) continue;
      for (const name of Reflect.ownKeys(part)) parts.add(Reflect.get(part, name));
      // What these hold isn't a property of theirs.
      if (part instanceof Request) parts.add(part.url).add(part.headers);
      if (part instanceof Headers || part instanceof Map) for (const entry of part) parts.add(entry);
    }
    return cause;
  } catch {
    return new Error("what was thrown cannot be read");
  }
}
