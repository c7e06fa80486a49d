import { expect, it } from "vitest";
import { httpDateMs } from "./http-date.ts";

// RFC 9110 section 5.6.7 gives this moment in each of the forms.
it.each([
  "Sun, 06 Nov 1994 08:49:37 GMT",
  "Sunday, 06-Nov-94 08:49:37 GMT",
  "Sun Nov  6 08:49:37 1994",
  "Sun, 06-Nov-1994 08:49:37 GMT",
  "Sun, 6 Nov 1994 08:49:37 +0000",
  "Sun, 06 Nov 1994 08:49:37 UTC",
])("%s", (text) => {
  expect(httpDateMs(text)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
});

it.each([
  ["Thursday, 01-Jan-26 00:00:00 GMT", 2026],
  ["Tuesday, 01-Jan-69 00:00:00 GMT", 2069],
  ["Thursday, 01-Jan-70 00:00:00 GMT", 1970],
])("takes a year in two digits below 70 for one of this century: %s", (text, year) => {
  expect(httpDateMs(text)).toBe(Date.UTC(year, 0, 1));
});

// RFC 9110 section 5.6.7: "00:00:00 - 23:59:60 (leap second)".
it.each(["Sat, 31 Dec 2016 23:59:60 GMT", "Saturday, 31-Dec-16 23:59:60 GMT", "Sat Dec 31 23:59:60 2016"])(
  "%s is the moment before the new year",
  (text) => {
    expect(httpDateMs(text)).toBe(Date.UTC(2017, 0, 1));
  },
);

it.each([
  "",
  "soon",
  "2026-01-01",
  "-5",
  "Sun, 06 Nov 1994 08:49:37",
  "Sun, 06 Nov 1994 08:49:37 PST",
  "Sun, 06 Nov 1994 25:49:37 GMT",
  "Sun, 06 Foo 1994 08:49:37 GMT",
  "Sun Nov  6 08:49:37 1994 GMT",
  "x Sun, 06 Nov 1994 08:49:37 GMT",
])("%j isn't a date", (text) => {
  expect(httpDateMs(text)).toBeNaN();
});
