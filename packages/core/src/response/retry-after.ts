/** Reads a provider's own header that names a delay in milliseconds; 0 where it is absent or unreadable. */
export function readDelay(headers: Headers, name: string | undefined): number {
  const text = name === undefined ? undefined : headers.get(name);
  return text && /^\d+$/.test(text) ? Math.min(Number.MAX_VALUE, Number(text)) : 0;
}

/**
 * Reads `Retry-After` (RFC 9110 section 10.2.3) in milliseconds from now: seconds, or a date. A date counts from the
 * response's own `Date`, so that a wrong clock on either side does no harm. Undefined where it is absent or unreadable.
 */
export function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get("Retry-After")?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number.MAX_VALUE, Number(text) * 1000);
  // Date.parse takes "-5" for a year: only what begins like an HTTP date is one.
  if (!/^[A-Za-z]{3,9}, /.test(text)) return undefined;
  const at = Date.parse(text);
  const date = Date.parse(headers.get("Date") ?? "");
  return Number.isNaN(at) ? undefined : Math.max(0, at - (Number.isNaN(date) ? nowMs : date));
}
