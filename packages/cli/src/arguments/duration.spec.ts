import { expect, it } from "vitest";
import { parseDurationMs } from "./duration.ts";

it.each([
  ["250ms", 250],
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["1h30m", 5_400_000],
  ["2d", 172_800_000],
  ["1.5s", 1_500],
  ["none", Infinity],
])("reads %s as %d ms", (text, ms) => {
  expect(parseDurationMs(text, "--timeout")).toBe(ms);
});

it.each(["", "5", "0s", "-1s", "1 h", "1x", "1h30", "s", "1e3s"])("refuses %j", (text) => {
  expect(() => parseDurationMs(text, "--timeout")).toThrow("--timeout must be a duration such as 90s");
});
