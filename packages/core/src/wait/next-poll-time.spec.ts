import { expect, it } from "vitest";
import { type NextPollInput, nextPollTimeMs } from "./next-poll-time.ts";

const base: NextPollInput = { nowMs: 0, delayMs: 1_000, notBeforeMs: -Infinity, timeoutAtMs: 60_000, maxLatencyMs: 0 };

it.each<[string, Partial<NextPollInput>, number | undefined]>([
  ["when the schedule says", {}, 1_000],
  ["not before the provider allows it", { notBeforeMs: 4_000 }, 4_000],
  ["when the schedule says, after what the provider allows", { notBeforeMs: 500 }, 1_000],
  ["at the final poll, 100 ms before the timeout", { delayMs: 59_950 }, 59_900],
  ["at the final poll if the delay reaches past the timeout", { delayMs: 90_000 }, 59_900],
  ["at the final poll if the delay has no end", { delayMs: Infinity }, 59_900],
  ["exactly at the final poll", { delayMs: 59_900 }, 59_900],
  ["earlier for a slow provider: twice its slowest response", { delayMs: 90_000, maxLatencyMs: 1_000 }, 58_000],
  ["earlier by 5 s at most", { delayMs: 90_000, maxLatencyMs: 30_000 }, 55_000],
  ["at the final poll if the provider allows just that", { delayMs: 90_000, notBeforeMs: 59_900 }, 59_900],
  ["never, if the provider allows it after the final poll", { notBeforeMs: 59_950 }, undefined],
  ["never, if the provider allows it after the timeout", { notBeforeMs: 70_000 }, undefined],
  ["never, if the final poll was sent", { nowMs: 59_900 }, undefined],
  ["never, after the timeout", { nowMs: 60_001 }, undefined],
  ["when the schedule says, without a timeout", { timeoutAtMs: Infinity, delayMs: 1e9 }, 1e9],
])("the next request comes %s", (_, input, expectedMs) => {
  expect(nextPollTimeMs({ ...base, ...input })).toBe(expectedMs);
});
