import { expect, it } from "vitest";
import { didYouMean, quoteAll } from "./nearest-name.ts";

it.each([
  { given: "statuss", names: ["state", "status"], want: '; did you mean "status"?' },
  { given: "Status", names: ["status"], want: '; did you mean "status"?' },
  { given: "sttaus", names: ["status"], want: '; did you mean "status"?' },
  { given: "colour", names: ["status"], want: "" },
  // Of two letters one must be right, or every short name would be near every other.
  { given: "ab", names: ["cd"], want: "" },
  { given: "id", names: ["it"], want: '; did you mean "it"?' },
  { given: "status", names: [], want: "" },
  // Two letters may be wrong, missing or too many, and no third.
  { given: "sttus", names: ["status"], want: '; did you mean "status"?' },
  { given: "sstatuss", names: ["status"], want: '; did you mean "status"?' },
  { given: "ztatuz", names: ["status"], want: '; did you mean "status"?' },
  { given: "ztaduz", names: ["status"], want: "" },
  { given: "sttu", names: ["status"], want: '; did you mean "status"?' },
  { given: "stt", names: ["status"], want: "" },
  // Of names equally near the first is meant, and the nearest of all.
  { given: "stat", names: ["stab", "star"], want: '; did you mean "stab"?' },
  { given: "stat", names: ["stable", "star", "start"], want: '; did you mean "star"?' },
  { given: "a", names: ["b"], want: "" },
  { given: "A", names: ["a"], want: '; did you mean "a"?' },
])("$given among $names: $want", ({ given, names, want }) => {
  expect(didYouMean(given, names)).toBe(want);
});

it("puts texts in quotes, with commas between them", () => {
  expect(quoteAll(["a", 'b "c"'])).toBe('"a", "b \\"c\\""');
  expect(quoteAll([])).toBe("");
});
