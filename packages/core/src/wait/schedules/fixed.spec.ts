import { expect, it } from "vitest";
import { fixed } from "./fixed.ts";
import { firstPoll } from "../../testing/first-poll.ts";

it("sleeps equally long, whatever was seen", () => {
  expect(fixed(2_000)({ ...firstPoll, random: 0.9 })).toBe(2_000);
  expect(fixed(2_000)({ ...firstPoll, polls: 50, elapsedMs: 100_000, random: 0 })).toBe(2_000);
});

it("never polls sooner than the provider allows", () => {
  expect(fixed(2_000)({ ...firstPoll, minIntervalMs: 10_000 })).toBe(10_000);
});

it.each([0, -1, NaN, Infinity])("refuses an interval of %d", (intervalMs) => {
  expect(() => fixed(intervalMs)).toThrow(new RangeError(`intervalMs must be a number above 0, not ${intervalMs}`));
});
