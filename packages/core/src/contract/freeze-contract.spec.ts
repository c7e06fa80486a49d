import { expect, it } from "vitest";
import { freezeContract } from "./freeze-contract.ts";

it("freezes a table with all that is in it, and gives it back", () => {
  const table = { states: { QUEUED: "pending" }, at: ["/job", { deep: [1] }], none: null };
  expect(freezeContract(table)).toBe(table);
  for (const part of [table, table.states, table.at, table.at[1]]) expect(Object.isFrozen(part)).toBe(true);
  expect(() => Object.assign(table.states, { QUEUED: "running" })).toThrow(TypeError);
});
