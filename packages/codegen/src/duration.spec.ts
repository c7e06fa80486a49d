import { describe, expect, it } from "vitest";
import { millisecondsFromDuration, wordsFromDuration } from "./duration.ts";

describe("durations", () => {
  it.each([
    ["PT10S", 10_000, "10 seconds"],
    ["PT1M", 60_000, "1 minute"],
    ["PT1H", 3_600_000, "1 hour"],
    ["P1D", 86_400_000, "1 day"],
    ["P14DT1H2M3S", 1_213_323_000, "14 days 1 hour 2 minutes 3 seconds"],
  ])("%s is %d ms, or in words %s", (duration, milliseconds, words) => {
    expect(millisecondsFromDuration(duration)).toBe(milliseconds);
    expect(wordsFromDuration(duration)).toBe(words);
  });

  it.each(["", "10s", "P"])("refuses %j", (duration) => {
    expect(() => millisecondsFromDuration(duration)).toThrow(/^Invalid duration/i);
    expect(() => wordsFromDuration(duration)).toThrow(/^Invalid duration/i);
  });
});
