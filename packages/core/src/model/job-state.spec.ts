import { expect, test } from "vitest";
import { isTerminalState } from "./job-state.ts";

test.each([
  ["pending", false],
  ["running", false],
  ["succeeded", true],
  ["partial", true],
  ["failed", true],
  ["cancelled", true],
  ["unknown", false],
] as const)("%s is an end: %s", (state, end) => {
  expect(isTerminalState(state)).toBe(end);
});
