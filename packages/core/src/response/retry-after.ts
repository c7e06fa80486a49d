import { httpDateMs } from "./http-date.ts";

/**
 * Reads how long the next request must wait, in milliseconds: from `Retry-After` (RFC 9110 section 10.2.3), seconds or a date.
 * Of several values, and of the provider's own, the longest holds. A date counts from the response's own `Date`, so that a wrong
 * clock on either side does no harm. Undefined if there is no readable delay.
 *
 * @param wallNow - Tells the wall time, in milliseconds since 1970, for a response without a `Date`.
 * @param ownMs - What else the response says, in milliseconds.
 */
export function readRetryAfter(
  headers: Headers,
  wallNow: () => number,
  ownMs: readonly number[] = [],
): number | undefined {
  const retryAfter = headers.get("Retry-After");
  // Most responses name no delay, and need no date.
  if (retryAfter === null && ownMs.length === 0) return undefined;
  const date = httpDateMs(headers.get("Date") ?? "");
  const fromMs = Number.isNaN(date) ? wallNow() : date;
  const delaysMs = [
    ...headerValues(retryAfter).map((value) =>
      /^\d+(?:\.\d+)?$/.test(value) ? Math.ceil(Number(value) * 1000) : Math.max(0, httpDateMs(value) - fromMs),
    ),
    ...ownMs,
  ].filter((ms) => !Number.isNaN(ms));
  return delaysMs.length > 0 ? Math.min(Number.MAX_VALUE, Math.max(...delaysMs)) : undefined;
}

/** The values of a header, which `Headers` joins with commas. A date has a comma of its own, behind the day's name. */
export function headerValues(text: string | null): string[] {
  return (text?.match(/(?: ?[A-Za-z]{3,9}, (?=\d{1,2}[ -][A-Za-z]))?[^,]+/g) ?? []).map((value) => value.trim());
}
