import fc from "fast-check";
import { expect, it } from "vitest";
import { fitDurations } from "./fit-durations.ts";
import { fitRunning } from "./fit-running.ts";

const times = (count: number, ms: number) => Array.from({ length: count }, () => ms);

it("expects what the caller does while nothing is known", () => {
  const { middleMs, steepness } = fitRunning([], [], 60_000);
  // Seven middles around it, one more on the long side.
  expect(middleMs).toBeGreaterThan(59_000);
  expect(middleMs).toBeLessThan(63_000);
  // A deviation of 0.87 in the middle and of about 0.6 around it.
  expect(1.814 / steepness).toBeGreaterThan(0.95);
  expect(1.814 / steepness).toBeLessThan(1.2);
});

it("agrees with the fit of ended jobs when none is running", () => {
  // Logarithms with a deviation of 0.5: twenty quantiles of a logistic distribution.
  const durationsMs = Array.from({ length: 20 }, (_, index) => {
    const part = (index + 0.5) / 20;
    return 60_000 * (part / (1 - part)) ** (0.5 / 1.814);
  });
  const [running, ended] = [fitRunning(durationsMs, [], undefined), fitDurations(durationsMs, undefined)];
  expect(running.middleMs / ended.middleMs).toBeGreaterThan(0.95);
  expect(running.middleMs / ended.middleMs).toBeLessThan(1.05);
  expect(running.steepness / ended.steepness).toBeGreaterThan(0.8);
  expect(running.steepness / ended.steepness).toBeLessThan(1.2);
});

// Computed apart from this code: the likeliest middle by a search, and the curvature there from differences of the likelihood.
it.each<[readonly number[], readonly number[], number | undefined, number, number]>([
  [[], times(3, 5_000), undefined, 62_927, 1.1997],
  [[4_000, 6_000], [5_000, 9_000], 8_000, 7_477.3, 2.4134],
  [times(5, 10_000), [20_000], undefined, 11_207, 3.285],
  [[], times(20, 60_000), 1_000, 113_519, 3.6925],
  [[1_000, 1_000, 8_000], [], undefined, 2_071.7, 1.6879],
])(
  "weighs middles and spreads by how likely they make what is known: %j, %j, %s",
  (ended, running, expected, ...model) => {
    const { middleMs, steepness } = fitRunning(ended, running, expected);
    const [expectedMs, expectedSteepness] = model;
    expect(middleMs / expectedMs).toBeCloseTo(1, 3);
    expect(steepness / expectedSteepness).toBeCloseTo(1, 3);
  },
);

it("knows that jobs take longer than they have already taken", () => {
  const [one, hundred] = [times(1, 300_000), times(100, 300_000)].map((ages) => fitRunning([], ages, 20_000).middleMs);
  expect(one).toBeGreaterThan(60_000);
  expect(hundred).toBeGreaterThan(500_000);
});

it("knows that even of jobs that outlast all expectation by far", () => {
  // Expected to take 1 ms, and running for eleven days: 20.7 in logarithmic time.
  expect(fitRunning([], times(100, 1e9), 1).middleMs).toBeGreaterThan(1e9);
});

it("lets jobs that still run lengthen what the ended ones say", () => {
  const ended = times(5, 100_000);
  const middleMs = (runningMs: readonly number[]) => fitRunning(ended, runningMs, undefined).middleMs;
  expect(middleMs([])).toBeLessThan(middleMs(times(1, 200_000)));
  expect(middleMs(times(1, 200_000))).toBeLessThan(middleMs(times(5, 200_000)));
  // A job that has only begun says next to nothing.
  expect(middleMs(times(1, 1_000)) / middleMs([])).toBeCloseTo(1, 2);
});

it("narrows when jobs end near each other", () => {
  const steepness = (durationsMs: readonly number[]) => fitRunning(durationsMs, times(50, 50_000), undefined).steepness;
  const near = Array.from({ length: 30 }, (_, index) => 58_000 + index * 100);
  const apart = Array.from({ length: 30 }, (_, index) => 10_000 * 1.2 ** index);
  expect(steepness(near)).toBeGreaterThan(4 * steepness(apart));
});

it("whatever is known, the model is of use", () => {
  const list = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 100 });
  fc.assert(
    fc.property(list, list, fc.option(fc.double({ min: 1, max: 1e10, noNaN: true })), (ended, running, expected) => {
      const { middleMs, steepness } = fitRunning(ended, running, expected ?? undefined);
      expect(middleMs).toBeGreaterThan(0);
      expect(middleMs).toBeLessThan(Infinity);
      expect(steepness).toBeGreaterThan(0);
      expect(steepness).toBeLessThan(Infinity);
    }),
  );
});
