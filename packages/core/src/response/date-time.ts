import { DATE_TIME, type TimeDecoder } from "./time-decoder.ts";

/** Decodes RFC 3339: `T` and `Z` come in upper case, and a leap second stays. */
export const rfc3339: TimeDecoder = (text) => timeFromText(text, /^(?:Z|[+-]\d\d:\d\d)$/);

/** Decodes a date and time without a zone. */
export const localDateTime: TimeDecoder = (text) => timeFromText(text, /^$/);

function timeFromText(given: string, zoneForm: RegExp): string | undefined {
  // RFC 3339 section 5.6 lets `t` and `z` be in lower case.
  const text = given.toUpperCase();
  const local = DATE_TIME.exec(text)?.[0] ?? "";
  const zone = text.slice(local.length);
  // `Date` knows no leap second (section 5.7); it ends a minute of UTC that is the last of its day.
  const isLeap = local.slice(17, 19) === "60";
  const seconds = isLeap ? `${local.slice(0, 17)}59` : local.slice(0, 19);
  const date = new Date(seconds + zone);
  if (local === "" || !zoneForm.test(zone) || Number.isNaN(date.getTime())) return undefined;
  if (isLeap && zone && !date.toISOString().includes("T23:59:59")) return undefined;
  // `Date` takes 30 February, and the hour 24, for a moment of the next day.
  return new Date(`${seconds}Z`).toISOString().startsWith(seconds) ? text : undefined;
}
