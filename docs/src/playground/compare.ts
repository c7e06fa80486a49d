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
export async function contendersFrom({ provider, scenario, first, second }: Settings): Promise<readonly Contender[]> {
  const lives: readonly Life[] = Array.from({ length: JOBS }, (_, seed) => lifeFrom(provider, scenario, seed + 1));
  const contender = async (setting: ScheduleSetting): Promise<Contender> => ({
    setting,
    mean: await meanCost(provider, scheduleFromSetting(setting), lives),
  });
  const leader = await contender(first);
  if (second === "none") return [leader];
  if (second !== "equal") return [leader, await contender(second)];
  const firstS = equalIntervalMs(leader.mean.requests, lives) / 1_000;
  return [leader, await contender({ name: "fixed", firstS, factor: 1 })];
}
