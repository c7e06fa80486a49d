import { describe, expect, it } from "vitest";
import type { PollSample } from "../../model/resume-token.ts";
import { readSteps } from "./progress-steps.ts";

/** Readings of a running job: the time in milliseconds, and the progress. */
const running = (...readings: readonly (readonly [number, number | undefined])[]): PollSample[] =>
  readings.map(([elapsedMs, fraction]) => ({
    elapsedMs,
    state: "running",
    ...(fraction !== undefined && { fraction }),
  }));

describe("the steps of a job's progress", () => {
  it("come half a step before they are read, give or take as much", () => {
    // Quarters, and each is read as soon as it may have been there for a second.
    expect(readSteps(running([0, 0], [1_000, 0.25], [2_000, 0.5]))).toEqual({
      steps: [
        { ms: 0, fraction: 0, slackMs: 0 },
        { ms: 500, fraction: 0.25, slackMs: 500 },
        { ms: 1_500, fraction: 0.5, slackMs: 500 },
      ],
      // A line through 0 that reads 0.5 at 2 s, and less than 0.75, ends from 2.67 s to 4 s.
      lowMs: 2_000 / 0.75,
      highMs: 4_000,
      falls: 0,
    });
  });

  it("are at most as far from the reading as the part of the step that they may have made", () => {
    const { steps } = readSteps(running([0, 0], [1_000, 0.25], [2_000, 0.75]));
    expect(steps[2]).toEqual({ ms: 1_750, fraction: 0.75, slackMs: 250 });
  });

  it("count from the last reading, also if that showed no progress", () => {
    const { steps } = readSteps(running([0, 0], [1_000, 0.25], [3_000, 0.25], [4_000, 0.5]));
    expect(steps.map(({ ms, slackMs }) => [ms, slackMs])).toEqual([
      [0, 0],
      [500, 500],
      [3_500, 500],
    ]);
  });

  it("leave out readings without progress, and those of a job that has not begun", () => {
    const waiting: PollSample = { elapsedMs: 0, state: "pending", fraction: 0.9 };
    const { steps, falls } = readSteps([waiting, ...running([500, undefined], [1_000, 0.25])]);
    expect([steps, falls]).toEqual([[{ ms: 1_000, fraction: 0.25, slackMs: 0 }], 0]);
  });

  it("begin again when the progress falls", () => {
    const { steps, lowMs, highMs, falls } = readSteps(running([0, 0], [1_000, 0.5], [2_000, 0.25], [3_000, 0.5]));
    expect(falls).toBe(1);
    expect(steps.map(({ fraction }) => fraction)).toEqual([0.25, 0.5]);
    // The line from 0 is not known any more.
    expect([lowMs, highMs]).toEqual([0, Infinity]);
  });

  it("have no line if they don't begin at 0", () => {
    expect(readSteps(running([0, 0.25], [1_000, 0.5]))).toMatchObject({ lowMs: 0, highMs: Infinity });
    expect(readSteps([])).toEqual({ steps: [], lowMs: 0, highMs: Infinity, falls: 0 });
  });

  it("have a line from when they began", () => {
    expect(readSteps(running([1_000, 0], [2_000, 0.5]))).toMatchObject({ lowMs: 2_000, highMs: 3_000 });
  });
});

it.each([
  ["halves, in two values", [0, 0.5], 0.5],
  ["tenths, which may be chance in two values", [0, 0.1], 0.01],
  ["tenths, which can hardly be chance in three", [0, 0.1, 0.3], 0.1],
  ["thirds", [0, 1 / 3, 2 / 3], 1 / 3],
  ["hundredths", [0, 0.5, 0.57], 0.01],
])("a provider that counts in %s has steps of that size", (_, fractions, size) => {
  const { steps } = readSteps(running(...fractions.map((fraction, index) => [index * 1_000, fraction] as const)));
  const [before, last] = [fractions.at(-2) ?? 0, fractions.at(-1) ?? 0];
  expect(steps.at(-1)?.slackMs).toBeCloseTo((500 * size) / (last - before), 6);
});
