import { describe, expect, it } from "vitest";
import { PROGRESS_SHAPES } from "./progress-shapes.ts";
import type { Step } from "./progress-steps.ts";

const [mirrored, line, ...curves] = PROGRESS_SHAPES;
const step = (ms: number, fraction: number, slackMs = 0): Step => ({ ms, fraction, slackMs });

it("the mirror, the line and all curves together are equally likely", () => {
  expect([mirrored?.weight, line?.weight, curves.reduce((sum, { weight }) => sum + weight, 0)]).toEqual([1, 1, 1]);
  expect(curves).toHaveLength(8);
});

describe("the end by a line", () => {
  it.each([
    [[step(0, 0), step(1_000, 0.25, 100)], { ms: 4_000, slackMs: 400 }],
    [[step(1_000, 0), step(2_000, 0.25)], { ms: 5_000, slackMs: 0 }],
    // Half of what was left took a second.
    [[step(1_000, 0.5), step(2_000, 0.75, 100)], { ms: 3_000, slackMs: 200 }],
    [[step(0, 0), step(1_000, 0.1), step(1_500, 0.5)], { ms: 3_000, slackMs: 0 }],
  ])("is where the line through the first step and the last one leads: %#", (steps, end) => {
    expect(line?.endFrom(steps)).toEqual(end);
  });
});

describe("the end by the mirror", () => {
  it("is as long after the last step as the beginning took to that height", () => {
    // A tenth is left, and the first tenth took 400 ms, by a line from 0 to 0.25 in a second.
    const steps = [step(0, 0), step(1_000, 0.25, 30), step(2_000, 0.75), step(2_300, 0.9, 10)];
    expect(mirrored?.endFrom(steps)?.ms).toBeCloseTo(2_700, 6);
    expect(mirrored?.endFrom(steps)?.slackMs).toBe(40);
  });

  it("counts from the first step", () => {
    const steps = [step(500, 0), step(1_500, 0.5), step(2_000, 0.5, 10)];
    expect(mirrored?.endFrom(steps)).toEqual({ ms: 3_000, slackMs: 10 });
  });

  it.each([
    ["the beginning was not seen", [step(0, 0.2), step(1_000, 0.6)], 2_000],
    ["so much has not been done yet", [step(0, 0), step(1_000, 0.2)], 5_000],
  ])("is that of a line if %s", (_, steps, ms) => {
    expect(mirrored?.endFrom(steps)?.ms).toBeCloseTo(ms, 6);
  });
});

describe("the end by a curve", () => {
  it("is twice as far as the middle", () => {
    const ends = curves.map(({ endFrom }) => Math.round(endFrom([step(0, 0), step(1_000, 0.5)]).ms));
    expect(new Set(ends)).toEqual(new Set([2_000]));
  });

  it("is sooner than a line's from the slow beginning of a curve, and the sooner the steeper it is", () => {
    const ends = curves.map(({ endFrom }) => endFrom([step(0, 0), step(1_000, 0.25)]).ms);
    // The curve of 4 units is at a quarter of its height after 0.2995 of its time.
    expect(ends[0]).toBeCloseTo(3_339, 0);
    expect(ends).toEqual(ends.toSorted((a, b) => b - a));
    expect(ends.at(-1)).toBeGreaterThan(2_000);
  });
});

it("no shape has an end before there is a step", () => {
  for (const { endFrom } of PROGRESS_SHAPES) expect(endFrom([])).toEqual({ ms: Infinity, slackMs: 0 });
});
