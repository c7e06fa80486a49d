import { expect, test } from "vitest";
import { readDelay, readRetryAfter } from "./retry-after.ts";

const NOW_MS = Date.UTC(2026, 0, 1, 12, 0, 0);

test.each([
  ["seconds", { "Retry-After": "93" }, 93_000],
  ["no seconds", { "Retry-After": "0" }, 0],
  ["seconds with a fraction", { "Retry-After": "1.5" }, 1_500],
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
  ["a date in the past", { "Retry-After": "Thu, 01 Jan 2026 11:00:00 GMT" }, 0],
  ["none", {}, undefined],
  ["an empty one", { "Retry-After": "" }, undefined],
  ["a negative one", { "Retry-After": "-5" }, undefined],
  ["a word", { "Retry-After": "soon" }, undefined],
  ["a word before a comma", { "Retry-After": "Later, perhaps" }, undefined],
  ["two values", { "Retry-After": "5, 6" }, undefined],
  ["a year", { "Retry-After": "2027-01-01" }, undefined],
])("%s", (_, headers, expectedMs) => {
  expect(readRetryAfter(new Headers(headers), NOW_MS)).toBe(expectedMs);
});

test.each([
  ["milliseconds", { "X-Delay": "500" }, "X-Delay", 500],
  ["text behind the digits", { "X-Delay": "500 ms" }, "X-Delay", 0],
  ["text before the digits", { "X-Delay": "about 500" }, "X-Delay", 0],
  ["nothing", {}, "X-Delay", 0],
  ["a header that the contract does not name", { "X-Delay": "500" }, undefined, 0],
  ["more digits than a number holds, which stay a number", { "X-Delay": "9".repeat(400) }, "X-Delay", Number.MAX_VALUE],
])("a delay: %s", (_, headers, name, expected) => {
  expect(readDelay(new Headers(headers), name)).toBe(expected);
});
