import { expect, test } from "vitest";
import { backoff } from "./backoff.ts";

const seen = [{ elapsedMs: 0, state: "running" }] as const;

test.each([
  [1, 0, 1_000],
  [2, 0, 1_500],
  [3, 0, 2_250],
  [4, 0, 3_375],
  [9, 0, 25_628.90625],
  [10, 0, 30_000],
  [10_000, 0, 30_000],
  [1, 0.5, 875],
  [10, 0.5, 26_250],
])("after status %i, with chance %d, the delay is %d ms", (polls, random, delayMs) => {
  expect(backoff({ seen, polls, elapsedMs: 0, random, floorMs: 0, durationsMs: [] })).toBe(delayMs);
});
