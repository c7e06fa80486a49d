import { describe, expect, it } from "vitest";
import { compareRuns, cpuMsOfRun, median, wallMsOfRun } from "./cost-of-run.ts";

describe("median", () => {
  it.each([
    { given: [3], want: 3 },
    { given: [9, 1, 5], want: 5 },
    { given: [10, 2, 4, 100], want: 7 },
    { given: [], want: NaN },
  ])("of $given is $want", ({ given, want }) => {
    expect(median(given)).toBe(want);
  });
});

describe.each([
  ["wallMsOfRun", wallMsOfRun],
  ["cpuMsOfRun", cpuMsOfRun],
])("%s", (_name, cost) => {
  it("learns what the program took", () => {
    expect(cost(["-e", ""])).toBeGreaterThan(0);
  });

  it("does not measure a program that fails", () => {
    expect(() => cost(["-e", "console.error('no'); process.exit(3)"])).toThrow(/ended with 3\nno/);
  });
});

describe("compareRuns", () => {
  it("takes turns, leaves out the first round, and returns the medians", () => {
    const runs: string[] = [];
    // The costs of `a` are 1, 3, 5, 7 and those of `b` 2, 4, 6, 8, in the order of the runs.
    const medians = compareRuns([["a"], ["b"]], 3, ([name = ""]) => runs.push(name));
    expect(runs.join("")).toBe("abababab");
    expect(medians).toEqual([5, 6]);
  });
});
