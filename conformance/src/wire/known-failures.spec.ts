import { describe, expect, it } from "vitest";
import { knownFailureOf, parseKnownFailures } from "./known-failures.ts";

describe("the known failures", () => {
  it("are a list of cases and reasons", () => {
    expect(parseKnownFailures("- { case: zendesk-gone, reason: it keeps no memory }")).toEqual([
      { case: "zendesk-gone", reason: "it keeps no memory" },
    ]);
    expect(parseKnownFailures("")).toEqual([]);
  });

  it.each([
    ["case: zendesk-gone", "the known failures must be a list"],
    ["- zendesk-gone", "known failure 1 needs a case and a reason, in a sentence"],
    ["- { case: zendesk-gone, reason: no }", "known failure 1 needs a case and a reason, in a sentence"],
  ])("%s is refused", (text, message) => {
    expect(() => parseKnownFailures(text)).toThrow(message);
  });

  it("are found by their whole name, in which * stands for any text", () => {
    const known = [{ case: "zendesk-*", reason: "it cannot do Zendesk" }];
    expect(knownFailureOf(known, "zendesk-gone")).toBe(known[0]);
    expect(knownFailureOf(known, "no-zendesk-gone")).toBeUndefined();
    expect(knownFailureOf([{ case: "zendesk-gon", reason: "too short a name" }], "zendesk-gone")).toBeUndefined();
  });
});
