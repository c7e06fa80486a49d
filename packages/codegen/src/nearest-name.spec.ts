import { expect, it } from "vitest";
import { didYouMean } from "./nearest-name.ts";

it.each([
  { given: "statuss", names: ["state", "status"], want: '; did you mean "status"?' },
  { given: "Status", names: ["status"], want: '; did you mean "status"?' },
  { given: "sttaus", names: ["status"], want: '; did you mean "status"?' },
  { given: "colour", names: ["status"], want: "" },
  // Of two letters one has to be right, or every short name would be near every other.
  { given: "ab", names: ["cd"], want: "" },
  { given: "id", names: ["it"], want: '; did you mean "it"?' },
  { given: "status", names: [], want: "" },
])("$given among $names: $want", ({ given, names, want }) => {
  expect(didYouMean(given, names)).toBe(want);
});
