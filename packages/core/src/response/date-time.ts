import { DATE_TIME, type TimeDecoder } from "./time-decoder.ts";

/** Decodes RFC 3339: `T` and `Z` come in upper case, and a leap second stays. */
export const rfc3339: TimeDecoder = (text) => timeFromText(text, RFC3339_ZONE);

/** Decodes a date and time without a zone. */
export const localDateTime: TimeDecoder = (text) => timeFromText(text, NO_ZONE);

const RFC3339_ZONE = /^(?:Z|[+-]\d\d:\d\d)$/;
const NO_ZONE = /^$/;

function timeFromText(given: string, zoneForm: RegExp): string | undefined {
  // RFC 3339 section 5.6 lets `t` and `z` be in lower case.
  const text = given.toUpperCase();
  const local = DATE_TIME.exec(text)?.[0] ?? "";
  const zone = text.slice(local.length);
  // `Date` knows no leap second (section 5.7); it ends a minute of UTC that is the last of its day.
  const isLeap = local.slice(17, 19) === "60";
  const seconds = isLeap ? `${local.slice(0, 17)}59` : local.slice(0, 19);
  if (local === "" || !zoneForm.test(zone) || Number.isNaN(Date.parse(seconds + zone))) return undefined;
  if (isLeap && zone && !new Date(seconds + zone).toISOString().includes("T23:59:59")) return undefined;
  return mayOverflow(seconds) && !new Date(`${seconds}Z`).toISOString().startsWith(seconds) ? undefined : text;
}

/**
 * `Date` takes 30 February, and the hour 24, for a moment of the next day. Other moments need no second date, which takes as long as
 * the rest of a poll's reading.
 */
function mayOverflow(seconds: string): boolean {
  return seconds.slice(8, 10) > "28" || seconds.slice(11, 13) === "24";
}
