import type { ScheduleInput } from "../model/schedule.ts";

/** What a schedule is told after the first poll of a job that is running. */
export const firstPoll: ScheduleInput = {
  samples: [{ elapsedMs: 0, state: "running" }],
  polls: 1,
  elapsedMs: 0,
  random: 0,
  minIntervalMs: 0,
  durationsMs: [],
};
