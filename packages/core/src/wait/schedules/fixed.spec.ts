import { expect, it } from "vitest";
import { fixed } from "./fixed.ts";
import type { ScheduleInput } from "../../model/schedule.ts";

const input: ScheduleInput = {
  samples: [{ elapsedMs: 0, state: "running" }],
  polls: 1,
  elapsedMs: 0,
  random: 0.9,
  minIntervalMs: 0,
  durationsMs: [],
};

it("sleeps equally long, whatever was seen", () => {
  expect(fixed(2_000)(input)).toBe(2_000);
  expect(fixed(2_000)({ ...input, polls: 50, elapsedMs: 100_000, random: 0 })).toBe(2_000);
});

it("never polls sooner than the provider allows", () => {
  expect(fixed(2_000)({ ...input, minIntervalMs: 10_000 })).toBe(10_000);
});

it.each([0, -1, NaN, Infinity])("refuses an interval of %d", (intervalMs) => {
  expect(() => fixed(intervalMs)).toThrow(new RangeError(`intervalMs must be a number above 0, not ${intervalMs}`));
});
