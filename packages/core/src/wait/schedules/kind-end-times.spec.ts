import { describe, expect, it } from "vitest";
import { DENSE } from "./dense-spacing.ts";
import { EVEN, kindEndTimes } from "./kind-end-times.ts";

const model = { middleMs: 60_000, steepness: 2 };
/** The part of the jobs of this kind that have ended at an age, of those that had not at another. */
const endedBy = (ms: number, sinceMs: number) => 1 - (1 + (sinceMs / 60_000) ** 2) / (1 + (ms / 60_000) ** 2);

describe.each([0, 30_000, 600_000])("a job that has lasted for %i ms", (elapsedMs) => {
  it("has 48 equally likely end times", () => {
    const endTimes = kindEndTimes(model, elapsedMs, EVEN);
    expect(endTimes).toHaveLength(48);
    endTimes.forEach(([ms, weight], index) => {
      expect(weight).toBeCloseTo(1 / 48, 9);
      expect(endedBy(ms, elapsedMs)).toBeCloseTo((index + 0.5) / 48, 9);
    });
  });

  it("has dense end times at both ends, each after its weight", () => {
    const endTimes = kindEndTimes(model, elapsedMs, DENSE);
    expect(endTimes).toHaveLength(48);
    let ended = 0;
    for (const [ms, weight] of endTimes.slice(0, -1)) {
      ended += weight;
      expect(endedBy(ms, elapsedMs)).toBeCloseTo(ended, 9);
    }
    // The polynomial at 1 / 48, and in the middle of the last part, which is as large.
    const first = (1 / 48) ** 3 * (10 - 15 / 48 + 6 / 48 ** 2);
    expect(endTimes[0]?.[1]).toBeCloseTo(first, 12);
    expect(endedBy(endTimes.at(-1)?.[0] ?? 0, elapsedMs)).toBeCloseTo(1 - first / 2, 9);
  });
});
