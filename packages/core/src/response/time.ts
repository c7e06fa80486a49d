import type { TimeEncoding } from "../contract/contract.ts";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?/;

/**
 * Reads a moment as RFC 3339 text with the provider's precision, or undefined where the text fits none of the encodings.
 *
 * @param encodings - The encodings, of which the first that fits holds.
 * @param local - Whether the zone in the text is not to be trusted and has to go.
 */
export function timeFrom(text: string, encodings: readonly TimeEncoding[], local: boolean): string | undefined {
  for (const encoding of encodings) {
    const time = encoding === "dotnet-date" ? timeFromDotnetDate(text) : timeFromText(text, encoding === "rfc3339");
    if (time !== undefined) return local ? DATE_TIME.exec(time)?.[0] : time;
  }
  return undefined;
}

function timeFromText(text: string, zoned: boolean): string | undefined {
  const local = DATE_TIME.exec(text)?.[0] ?? "";
  const zoneFits = zoned ? /^(?:Z|[+-]\d\d:\d\d)$/ : /^$/;
  if (local === "" || !zoneFits.test(text.slice(local.length)) || Number.isNaN(Date.parse(text))) return undefined;
  // Date.parse takes 30 February, and the hour 24, for a moment of the next day.
  const seconds = local.slice(0, 19);
  return new Date(`${seconds}Z`).toISOString().startsWith(seconds) ? text : undefined;
}

// The offset in `/Date(1275097729527-0700)/` says where the writer was; it does not change the instant.
function timeFromDotnetDate(text: string): string | undefined {
  const match = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/.exec(text);
  const date = new Date(Number(match?.[1]));
  const inRange = date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  return inRange ? date.toISOString() : undefined;
}
