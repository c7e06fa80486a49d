import { expect, it } from "vitest";
import { isTerminalState } from "./job-state.ts";

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
