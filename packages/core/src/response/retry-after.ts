import { httpDateMs } from "./http-date.ts";

/**
 * Reads how long the next request must wait, in milliseconds: from `Retry-After` (RFC 9110 section 10.2.3), seconds or a date,
 * and from a header of the provider's own. Of several values the longest holds. A date counts from the response's own `Date`,
 * so that a wrong clock on either side does no harm. Undefined if no header names a readable delay.
 *
 * @param wallNow - Tells the wall time, in milliseconds since 1970, for a response without a `Date`.
 * @param own - The name of the provider's own header, and the milliseconds of one unit of its number.
 */
export function readRetryAfter(
  headers: Headers,
  wallNow: () => number,
  own?: { readonly name: string; readonly unitMs: number },
): number | undefined {
  const [retryAfter, ownDelay] = [headers.get("Retry-After"), own ? headers.get(own.name) : null];
  // Most responses name no delay, and need no date.
  if (retryAfter === null && ownDelay === null) return undefined;
  const date = httpDateMs(headers.get("Date") ?? "");
  const fromMs = Number.isNaN(date) ? wallNow() : date;
  const delaysMs = [
    ...valuesOf(retryAfter).map((value) =>
      /^\d+(?:\.\d+)?$/.test(value) ? Math.ceil(Number(value) * 1000) : Math.max(0, httpDateMs(value) - fromMs),
    ),
    ...valuesOf(ownDelay).map((value) => (/^\d+$/.test(value) ? Number(value) * (own?.unitMs ?? 1) : NaN)),
  ].filter((ms) => !Number.isNaN(ms));
  return delaysMs.length > 0 ? Math.min(Number.MAX_VALUE, Math.max(...delaysMs)) : undefined;
}

/** The values of a header, which `Headers` joins with commas. A date has a comma of its own, behind the day's name. */
function valuesOf(text: string | null): string[] {
  return (text?.match(/(?:[A-Za-z]{3,9}, (?=\d{1,2}[ -][A-Za-z]))?[^,]+/g) ?? []).map((value) => value.trim());
}
