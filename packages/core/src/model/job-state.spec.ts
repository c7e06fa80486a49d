import { expect, it } from "vitest";
import { JOB_STATES, type JobState, isTerminalState } from "./job-state.ts";

it.each([
  ["pending", false],
  ["running", false],
  ["succeeded", true],
  ["partial", true],
  ["failed", true],
  ["cancelled", true],
  ["unknown", false],
] as const)("says of %s whether it is terminal: %s", (state, end) => {
  expect(isTerminalState(state)).toBe(end);
  expect(isTerminalState({ state })).toBe(end);
});

it("the list of states has each state once, in the order of the life of a job", () => {
  const states: Readonly<Record<JobState, number>> = {
    pending: 0,
    running: 1,
    succeeded: 2,
    partial: 3,
    failed: 4,
    cancelled: 5,
    unknown: 6,
  };
  expect(JOB_STATES).toEqual(Object.keys(states));
});
