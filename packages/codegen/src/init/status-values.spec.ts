import { describe, expect, it } from "vitest";
import { guessState, valuesInText } from "./status-values.ts";

describe("the state that a status value's text tells", () => {
  it.each([
    ["IN_PROGRESS", "running"],
    ["Not Started", "pending"],
    ["JobComplete", "succeeded"],
    ["completed-with-errors", "partial"],
    ["CANCELED", "cancelled"],
    ["timed_out", "failed"],
    // What APIs mean differently, a person decides.
    ["aborted", undefined],
    ["expired", undefined],
    ["ready", undefined],
    ["job", undefined],
  ])("of %s is %s", (value, state) => expect(guessState(value)).toBe(state));
});

describe("the status values that a description names", () => {
  it("are all its quoted texts if several of them are known", () => {
    expect(valuesInText("One of `queued`, 'saving' or \"done\".")).toEqual(["queued", "saving", "done"]);
  });

  it("are none if hardly any is known", () => {
    expect(valuesInText("Set when `webhook` says `done`.")).toEqual([]);
  });
});
