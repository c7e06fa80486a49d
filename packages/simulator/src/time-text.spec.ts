import { describe, expect, it } from "vitest";
import { dotnetDateFromMs, localDateTimeFromMs, rfc3339FromMs, rfc3339WithMicros } from "./time-text.ts";

/** The instant of CenturyLink's documented examples. */
const documentedMs = Date.parse("2010-05-29T01:48:49.527Z");
const sevenHoursMs = 7 * 3_600_000;

describe("the texts of a moment", () => {
  it("has the providers' notations", () => {
    expect(rfc3339FromMs(documentedMs)).toBe("2010-05-29T01:48:49.527Z");
    expect(rfc3339WithMicros(documentedMs, "261")).toBe("2010-05-29T01:48:49.527261Z");
    expect(dotnetDateFromMs(documentedMs)).toBe("/Date(1275097729527)/");
  });

  it.each([
    { afterMs: 0, text: "2010-05-28T18:48:49.527" },
    { afterMs: 233, text: "2010-05-28T18:48:49.76" },
    { afterMs: 473, text: "2010-05-28T18:48:50" },
    { afterMs: 10_473, text: "2010-05-28T18:49:00" },
  ])("trims the fraction of the local time to $text", ({ afterMs, text }) => {
    expect(localDateTimeFromMs(documentedMs + afterMs, sevenHoursMs)).toBe(text);
  });
});
