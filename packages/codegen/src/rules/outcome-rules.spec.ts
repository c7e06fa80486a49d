import { describe, expect, it } from "vitest";
import { smallFaults } from "../testing/small-faults.ts";

const ITEMS = "items: { at: /pages, success: /ok }";
const JUDGED = { "[printed]": "[{ value: printed, outcomeFrom: items }]" };

describe("a value that the items judge", () => {
  it.each([
    { name: "a success", items: ITEMS },
    { name: "errors", items: "items: { at: /pages, errors: [/ok] }" },
  ])("needs $name in each item", ({ items }) => {
    expect(smallFaults({ ...JUDGED, [ITEMS]: items })).toEqual([]);
  });

  it("a value whose outcome the items decide needs items", () => {
    expect(smallFaults({ ...JUDGED, [`    ${ITEMS}\n`]: "" })).toEqual([
      "17:26 items-missing the items decide the outcome of this value, but `job.items` is missing.",
    ]);
  });

  it("needs items that say how they ended", () => {
    expect(smallFaults({ ...JUDGED, [ITEMS]: "items: { at: /pages }" })).toEqual([
      "18:26 items-missing the items decide the outcome of this value, but `job.items` has none of `success`, `errors` and `failedOutcomes`.",
    ]);
  });
});
