import type { TimeEncoding } from "../contract/contract.ts";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?/;

/**
 * Reads a moment as RFC 3339 text with the provider's precision, `T` and `Z` in upper case; a leap second stays. Undefined if the
 * text fits none of the encodings.
 *
 * @param encodings - The encodings, of which the first that fits holds.
 * @param local - Whether the zone in the text can't be trusted and is left out.
 */
export function timeFrom(text: string, encodings: readonly TimeEncoding[], local: boolean): string | undefined {
  for (const encoding of encodings) {
    const time = encoding === "dotnet-date" ? timeFromDotnetDate(text) : timeFromText(text, encoding === "rfc3339");
    if (time !== undefined) return local ? DATE_TIME.exec(time)?.[0] : time;
  }
  return undefined;
}

function timeFromText(given: string, zoned: boolean): string | undefined {
  // RFC 3339 section 5.6 lets `t` and `z` be in lower case.
  const text = given.toUpperCase();
  const local = DATE_TIME.exec(text)?.[0] ?? "";
  const zone = text.slice(local.length);
  const zoneFits = zoned ? /^(?:Z|[+-]\d\d:\d\d)$/ : /^$/;
  // `Date` knows no leap second (section 5.7); it ends a minute of UTC that is the last of its day.
  const isLeap = local.slice(17, 19) === "60";
  const seconds = isLeap ? `${local.slice(0, 17)}59` : local.slice(0, 19);
  const date = new Date(seconds + zone);
  if (local === "" || !zoneFits.test(zone) || Number.isNaN(date.getTime())) return undefined;
  if (isLeap && zoned && !date.toISOString().includes("T23:59:59")) return undefined;
  // `Date` takes 30 February, and the hour 24, for a moment of the next day.
  return new Date(`${seconds}Z`).toISOString().startsWith(seconds) ? text : undefined;
}

// The offset in `/Date(1275097729527-0700)/` says where the writer was; it does not change the instant.
function timeFromDotnetDate(text: string): string | undefined {
  const match = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/.exec(text);
  const date = new Date(Number(match?.[1]));
  const inRange = date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  return inRange ? date.toISOString() : undefined;
}
