/** `Sun, 06 Nov 1994 08:49:37 GMT`, and the obsolete `Sunday, 06-Nov-94 08:49:37 GMT`. */
const WITH_ZONE =
  /^[A-Za-z]{3,9}, (\d{1,2})[ -]([A-Za-z]{3})[ -](\d{4}|\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC|[+-]0000)$/;
/** The obsolete `Sun Nov  6 08:49:37 1994`, which is in UTC too. */
const ASCTIME = /^[A-Za-z]{3} ([A-Za-z]{3}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/;

/** Reads a date of HTTP in one of its three forms (RFC 9110 section 5.6.7), in milliseconds since 1970; NaN if it is none. */
export function httpDateMs(text: string): number {
  const [, day, month, year = "", time = ""] = WITH_ZONE.exec(text.replace(ASCTIME, "Day, $2 $1 $4 $3 GMT")) ?? [];
  // RFC 6265 section 5.1.1 gives the century of a year in two digits.
  const fullYear = year.length === 4 ? year : `${Number(year) < 70 ? 20 : 19}${year}`;
  // `Date` reads no leap second, which section 5.6.7 allows.
  return Date.parse(`${day} ${month} ${fullYear} ${time.slice(0, 5)} GMT`) + Number(time.slice(6)) * 1000;
}
