import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { readCorpus } from "./testing/read-corpus.ts";
import { RULES } from "./rules/rules.ts";

// Each folder of the corpus holds a specification and, written by hand, every diagnostic that it must give:
// `line:column rule message`, one a line. `right` and its kin have none; every wrong one differs from them in a line or two.
// A specification with an overlay beside it is read with that.
const cases = readCorpus();

describe("a specification of the corpus gives exactly its diagnostics", () => {
  it.each(cases)("$name", ({ text, overlay, expected }) => {
    const found = diagnose({
      file: "spec.openapi.yaml",
      text,
      ...(overlay !== undefined && { overlay: { file: "overlay.yaml", text: overlay } }),
    });
    const lines = found.map(({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}\n`);
    expect(lines.join("")).toBe(expected);
  });
});

describe("the corpus", () => {
  it.each([...RULES.keys()])("has a case for the rule %s", (rule) => {
    expect(cases.map(({ expected }) => expected).join("")).toMatch(new RegExp(`^\\d+:\\d+ ${rule} `, "m"));
  });
});
