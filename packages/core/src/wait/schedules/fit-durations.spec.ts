import { expect, it } from "vitest";
import { fitDurations } from "./fit-durations.ts";

it.each<[string, readonly number[], number | undefined, number, number]>([
  // 4.25, 1 and so on are the variances of the logarithm; pi over the root of 3 is 1.814.
  ["nothing", [], undefined, 20_000, 1.814 / Math.sqrt(4.25)],
  ["what the caller expects", [], 60_000, 60_000, 1.814],
  ["two equal durations", [1_000, 1_000], undefined, 1_095.03, 4.2106],
  // Each is a factor of 2 from the middle, which is that of two and a third of a job.
  ["two durations and what the caller expects", [1_000, 4_000], 2_000, 2_000, 2.5113],
])("fits %s", (_, durationsMs, expectedDurationMs, middleMs, steepness) => {
  const model = fitDurations(durationsMs, expectedDurationMs);
  expect(model.middleMs).toBeCloseTo(middleMs, 1);
  expect(model.steepness).toBeCloseTo(steepness, 3);
});

it("takes no duration for less than a millisecond, which has no logarithm", () => {
  expect(fitDurations([0], undefined)).toEqual(fitDurations([1], undefined));
});
