import { expect, test } from "vitest";
import { type WakeInput, wakeTimeMs } from "./wake-time.ts";

const base: WakeInput = { nowMs: 0, delayMs: 1_000, notBeforeMs: -Infinity, deadlineAtMs: 60_000, slowestMs: 0 };

test.each<[string, Partial<WakeInput>, number | undefined]>([
  ["when the schedule says", {}, 1_000],
  ["not before the provider allows it", { notBeforeMs: 4_000 }, 4_000],
  ["when the schedule says, after what the provider allows", { notBeforeMs: 500 }, 1_000],
  ["at the last look, 100 ms before the deadline", { delayMs: 59_950 }, 59_900],
  ["at the last look where the delay reaches past the deadline", { delayMs: 90_000 }, 59_900],
  ["at the last look where the delay has no end", { delayMs: Infinity }, 59_900],
  ["exactly at the last look", { delayMs: 59_900 }, 59_900],
  ["earlier for a slow provider: twice its slowest answer", { delayMs: 90_000, slowestMs: 1_000 }, 58_000],
  ["earlier by 5 s at most", { delayMs: 90_000, slowestMs: 30_000 }, 55_000],
  ["at the last look where the provider allows just that", { delayMs: 90_000, notBeforeMs: 59_900 }, 59_900],
  ["never, where the provider allows it after the last look", { notBeforeMs: 59_950 }, undefined],
  ["never, where the provider allows it after the deadline", { notBeforeMs: 70_000 }, undefined],
  ["never, where the last look was taken", { nowMs: 59_900 }, undefined],
  ["never, after the deadline", { nowMs: 60_001 }, undefined],
  ["when the schedule says, without a deadline", { deadlineAtMs: Infinity, delayMs: 1e9 }, 1e9],
])("the next request comes %s", (_, input, expectedMs) => {
  expect(wakeTimeMs({ ...base, ...input })).toBe(expectedMs);
});
