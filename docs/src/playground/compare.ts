import { type Life, lifeFrom } from "./lives.ts";
import { type MeanCost, equalIntervalMs, meanCost } from "./mean-cost.ts";
import { scheduleFromSetting } from "./schedule-from-setting.ts";
import type { ScheduleSetting, Settings } from "./settings.ts";

/** How many jobs a mean is taken over. */
export const JOBS = 200;

/** A schedule to run, with its mean cost over {@link JOBS} jobs of the scenario. */
export interface Contender {
  readonly setting: ScheduleSetting;
  readonly mean: MeanCost;
}

/** The schedules that are set. A fixed interval with as many requests is worked out from the first schedule. */
export function contendersFrom({ provider, scenario, first, second }: Settings): readonly Contender[] {
  const lives: readonly Life[] = Array.from({ length: JOBS }, (_, seed) => lifeFrom(provider, scenario, seed + 1));
  const contender = (setting: ScheduleSetting): Contender => ({
    setting,
    mean: meanCost(provider, scheduleFromSetting(setting), lives),
  });
  const leader = contender(first);
  if (second === "none") return [leader];
  if (second !== "equal") return [leader, contender(second)];
  const firstS = equalIntervalMs(leader.mean.requests, lives) / 1_000;
  return [leader, contender({ name: "fixed", firstS, factor: 1 })];
}
