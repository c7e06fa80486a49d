import { expect, it } from "vitest";
import { exponential } from "./exponential.ts";
import { firstPoll } from "../../testing/first-poll.ts";

it.each([
  [1, 0, 1_000],
  [2, 0, 1_500],
  [3, 0, 2_250],
  [10_000, 0, 30_000],
  [1, 0.5, 875],
  [10, 0.5, 26_250],
])("by default: after poll %i, with chance %d, %d ms", (polls, random, sleepMs) => {
  expect(exponential()({ ...firstPoll, polls, random })).toBe(sleepMs);
});

it("grows by its factor from its first sleep to its longest", () => {
  const schedule = exponential({ firstMs: 100, factor: 2, longestMs: 500 });
  expect([1, 2, 3, 4, 5].map((polls) => schedule({ ...firstPoll, polls }))).toEqual([100, 200, 400, 500, 500]);
});

it("does not grow by a factor of 1", () => {
  expect(exponential({ factor: 1 })({ ...firstPoll, polls: 5 })).toBe(1_000);
});

it("chance never takes it below the provider's minimum interval", () => {
  expect(exponential({ firstMs: 10_000 })({ ...firstPoll, random: 0.99, minIntervalMs: 10_000 })).toBe(10_000);
});

it.each([
  [{ firstMs: 0 }, "firstMs must be a number above 0, not 0"],
  [{ longestMs: -5 }, "longestMs must be a number above 0, not -5"],
  [{ factor: NaN }, "factor must be a number above 0, not NaN"],
  [{ factor: 0.5 }, "factor must be at least 1, not 0.5"],
])("refuses %o", (options, message) => {
  expect(() => exponential(options)).toThrow(new RangeError(message));
});
