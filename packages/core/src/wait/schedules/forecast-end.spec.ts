import { describe, expect, test } from "vitest";
import { forecastEnd } from "./forecast-end.ts";
import type { Sighting } from "./schedule.ts";

const running = (...readings: readonly (readonly [seconds: number, fraction?: number])[]): Sighting[] =>
  readings.map(([seconds, fraction]) => ({
    elapsedMs: seconds * 1_000,
    state: "running",
    ...(fraction !== undefined && { fraction }),
  }));

const at = (seen: readonly Sighting[]) => forecastEnd(seen, seen.at(-1)?.elapsedMs ?? 0);

describe("says nothing", () => {
  test.each([
    ["without progress", running([0], [10], [20])],
    ["of one reading", running([0, 0.4])],
    ["of progress that is frozen", running([0, 0.4], [10, 0.4], [20, 0.4])],
    ["of progress that only falls", running([0, 0.9], [10, 0.5], [20, 0.1])],
    ["right after a fall", running([0, 0], [10, 0.2], [20, 0.4], [30, 0.1])],
  ])("%s", (_what, seen) => {
    expect(at(seen)).toBeUndefined();
  });

  test("once the foretold end has long passed", () => {
    expect(forecastEnd(running([0, 0], [25, 0.25], [50, 0.5], [75, 0.75]), 200_000)).toBeUndefined();
  });
});

test("readings on one line bound the end by that line", () => {
  const end = at(running([0, 0], [25, 0.33], [50, 0.66]));
  // 0.33 at 25 s: the end lies from 25 / 0.34 to 25 / 0.33 s; 0.66 at 50 s: from 50 / 0.67 to 50 / 0.66 s.
  expect(end?.earliestMs).toBeCloseTo(50_000 / 0.67, 6);
  expect(end?.latestMs).toBeCloseTo(25_000 / 0.33, 6);
});

test("coarse steps bound it by their own size", () => {
  // Fifths: 0.2 from 20 s on at the earliest seen at 25 s, 0.6 at 65 s and still at 75 s.
  const end = at(running([0, 0], [25, 0.2], [45, 0.4], [65, 0.6], [75, 0.6]));
  expect(end?.earliestMs).toBeCloseTo(75_000 / 0.8, 6);
  expect(end?.latestMs).toBeCloseTo(65_000 / 0.6, 6);
});

test("a curve is mirrored: its last tenth takes as long as its first", () => {
  // The first tenth took 30 s of 100, so the last tenth, begun at 70 s, ends at 100 s.
  const end = at(running([0, 0], [30, 0.1], [50, 0.5], [70, 0.9]));
  expect(end?.earliestMs).toBeLessThan(100_000);
  expect(end?.latestMs).toBeGreaterThan(98_000);
});

test("a wait that began in the middle of the job goes on from there", () => {
  // 10 % in 10 s: the 30 % that are left take 30 s.
  const end = at(running([0, 0.5], [10, 0.61], [20, 0.7]));
  expect(end?.earliestMs).toBeLessThan(50_000);
  expect(end?.latestMs).toBeGreaterThan(50_000);
});

test("progress of a job that has not begun does not count", () => {
  const begun = running([10, 0], [35, 0.25], [60, 0.5]);
  const seen: Sighting[] = [{ elapsedMs: 0, state: "pending", fraction: 0 }, ...begun];
  expect(at(seen)).toEqual(at(begun));
});

test("trusts the first reading that moved less than a line of three", () => {
  const first = at(running([0, 0], [25, 0.25]))?.trust ?? 0;
  const third = at(running([0, 0], [25, 0.25], [50, 0.51]))?.trust ?? 0;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(third);
  expect(third).toBeLessThan(1);
});

test("trusts progress that fell before far less", () => {
  const clean = at(running([20, 0], [40, 0.2], [60, 0.41]))?.trust ?? 0;
  const fallen = at(running([0, 0], [10, 0.5], [20, 0], [40, 0.2], [60, 0.41]))?.trust ?? 0;
  expect(fallen).toBeGreaterThan(0);
  expect(fallen).toBeLessThan(clean / 5);
});
