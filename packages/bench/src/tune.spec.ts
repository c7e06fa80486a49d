import { expect, it } from "vitest";
import { tune } from "./tune.ts";

const range = { guess: 1, least: 0.1, most: 100 };

it("finds the setting that costs the budget", () => {
  const tuned = tune((setting) => [{ lag: 100 / setting, requests: setting }], 8, range);
  expect(tuned.outcomes[0]?.requests).toBeCloseTo(8);
  expect(tuned.setting).toBeCloseTo(8, 1);
  expect(tuned.outcomes[0]?.lag).toBeCloseTo(12.5, 1);
});

it("mixes the two nearest settings where none costs the budget", () => {
  // 4 requests below a setting of 10, and 8 from there on: three quarters of the one, a quarter of the other.
  const jump = (setting: number) => [setting < 10 ? { lag: 40, requests: 4 } : { lag: 20, requests: 8 }];
  expect(tune(jump, 5, range).outcomes).toEqual([{ lag: 35, requests: 5 }]);
});

it("refuses a budget that no setting reaches", () => {
  expect(() => tune(() => [{ lag: 1, requests: 3 }], 5, range)).toThrow("5 requests lie outside of 3 to 3");
});
