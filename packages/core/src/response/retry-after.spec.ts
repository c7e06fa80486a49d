import { expect, it } from "vitest";
import { readRetryAfter } from "./retry-after.ts";

const wallNow = () => Date.UTC(2026, 0, 1, 12, 0, 0);

it.each([
  ["seconds", { "Retry-After": "93" }, 93_000],
  ["no seconds", { "Retry-After": "0" }, 0],
  ["seconds with a fraction", { "Retry-After": "1.5" }, 1_500],
  ["seconds with a longer fraction", { "Retry-After": "1.25" }, 1_250],
  ["spaces around", { "Retry-After": "  7 " }, 7_000],
  ["an absurd number, unshortened", { "Retry-After": "999999999999" }, 999_999_999_999_000],
  ["a date, from the clock", { "Retry-After": "Thu, 01 Jan 2026 12:00:30 GMT" }, 30_000],
  [
    "a date, from the response's own date: a wrong clock does no harm",
    { "Retry-After": "Thu, 01 Jan 2026 15:00:30 GMT", Date: "Thu, 01 Jan 2026 15:00:00 GMT" },
    30_000,
  ],
  [
    "a date, from the clock where the response's date is broken",
    { "Retry-After": "Thu, 01 Jan 2026 12:00:30 GMT", Date: "soon" },
    30_000,
  ],
  ["a date of the old form", { "Retry-After": "Thursday, 01-Jan-26 12:00:05 GMT" }, 5_000],
  ["a date of the oldest form, which is in UTC", { "Retry-After": "Thu Jan  1 12:00:05 2026" }, 5_000],
  ["a date in the past", { "Retry-After": "Thu, 01 Jan 2026 11:00:00 GMT" }, 0],
  ["none", {}, undefined],
  ["an empty one", { "Retry-After": "" }, undefined],
  ["a negative one", { "Retry-After": "-5" }, undefined],
  ["a word", { "Retry-After": "soon" }, undefined],
  ["a word before a comma", { "Retry-After": "Later, perhaps" }, undefined],
  ["two values, of which the longest holds", { "Retry-After": "5, 120, 7" }, 120_000],
  ["a date and seconds", { "Retry-After": "Thu, 01 Jan 2026 12:00:30 GMT, 20" }, 30_000],
  ["seconds and a date", { "Retry-After": "20, Thu, 01 Jan 2026 12:00:30 GMT" }, 30_000],
  ["two dates", { "Retry-After": "Thu, 01 Jan 2026 12:00:30 GMT, Thursday, 01-Jan-26 12:00:40 GMT" }, 40_000],
  [
    "a date of the oldest form, seconds and a date",
    { "Retry-After": "Thu Jan  1 12:00:05 2026, 7, Thu, 01 Jan 2026 12:00:09 GMT" },
    9_000,
  ],
  ["a date in a leap second", { "Retry-After": "Thu, 01 Jan 2026 12:00:60 GMT" }, 60_000],
  ["a word and seconds", { "Retry-After": "soon, 20" }, 20_000],
  ["a year", { "Retry-After": "2027-01-01" }, undefined],
])("%s", (_, headers, expectedMs) => {
  expect(readRetryAfter(new Headers(headers), wallNow)).toBe(expectedMs);
});

it.each([
  ["the provider's own delay, if it is the longest", { "Retry-After": "5" }, [6_000, 1_000], 6_000],
  ["Retry-After, if it is the longest", { "Retry-After": "5" }, [4_000], 5_000],
  ["the provider's own delay alone", {}, [500], 500],
  ["a delay past all numbers, which stays a number", {}, [Infinity], Number.MAX_VALUE],
])("%s", (_, headers, ownMs, expected) => {
  expect(readRetryAfter(new Headers(headers), wallNow, ownMs)).toBe(expected);
});
