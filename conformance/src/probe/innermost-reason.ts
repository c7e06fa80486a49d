/** The message of the error behind all others: `fetch failed` says nothing. */
export function innermostReason(error: unknown): string {
  let inner = error;
  for (let depth = 0; depth < 8 && inner instanceof Error; depth += 1) {
    const next: unknown = inner instanceof AggregateError ? inner.errors[0] : inner.cause;
    if (next === undefined) break;
    inner = next;
  }
  return inner instanceof Error ? inner.message : String(inner);
}
