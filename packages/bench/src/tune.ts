import { mean } from "./statistics.ts";
import type { Outcome } from "./watch-virtually.ts";

/** A setting at which waits cost as many requests as were requested, and how they went. */
export interface Tuned {
  readonly setting: number;
  readonly outcomes: readonly Outcome[];
}

/** Where to look for a setting: from the guess outwards, since settings far from it can be dear to try. */
export interface SettingRange {
  readonly guess: number;
  readonly least: number;
  readonly most: number;
}

const ROUNDS = 24;
const STRIDE = 1.5;
/** A setting this near to the budget is not improved further before the rest is made up by mixing. */
const NEAR = 0.01;

/**
 * Finds the setting at which the mean number of requests is the budget. More of the setting must mean more requests.
 * What is left between the two nearest settings is made up by mixing them: a part of the waits uses the one, the rest the
 * other, which costs exactly the budget on average.
 *
 * @param run - Waits for all jobs with a setting; the same jobs in the same order each time.
 * @throws RangeError - The budget is outside of what the range of settings gives.
 */
export function tune(
  run: (setting: number) => readonly Outcome[],
  budget: number,
  { guess, least, most }: SettingRange,
): Tuned {
  const at = (setting: number) => {
    const outcomes = run(setting);
    return { setting, outcomes, requests: mean(outcomes.map(({ requests }) => requests)) };
  };
  let low = at(guess);
  let high = low;
  while (low.requests > budget && low.setting > least) low = at(Math.max(least, low.setting / STRIDE));
  while (high.requests < budget && high.setting < most) high = at(Math.min(most, high.setting * STRIDE));
  if (low.requests > budget || high.requests < budget) {
    throw new RangeError(`${budget} requests lie outside of ${low.requests} to ${high.requests}`);
  }
  for (let round = 0; round < ROUNDS && high.requests - low.requests > NEAR * budget; round += 1) {
    const middle = at(Math.sqrt(low.setting * high.setting));
    if (middle.requests < budget) low = middle;
    else high = middle;
  }
  const share = high.requests === low.requests ? 0 : (budget - low.requests) / (high.requests - low.requests);
  const mix = (first: number, second: number) => first + share * (second - first);
  const outcomes = low.outcomes.map((outcome, index) => {
    const other = high.outcomes[index] ?? outcome;
    return { lag: mix(outcome.lag, other.lag), requests: mix(outcome.requests, other.requests) };
  });
  return { setting: mix(low.setting, high.setting), outcomes };
}
