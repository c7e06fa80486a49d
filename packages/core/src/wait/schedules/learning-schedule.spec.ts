import { expect, it, vi } from "vitest";
import { firstPoll } from "../../testing/first-poll.ts";
import { EVEN } from "./kind-end-times.ts";
import { type FitKind, learningSchedule } from "./learning-schedule.ts";

it("fits a kind once for all jobs of a batch, which pass the same lists, and again if one of these has changed", () => {
  const fit = vi.fn<FitKind>(() => ({ middleMs: 60_000, steepness: 2 }));
  const { forecast } = learningSchedule(fit, EVEN);
  const [durationsMs, runningMs] = [[60_000], [1_000]];
  forecast?.({ ...firstPoll, durationsMs, runningMs });
  forecast?.({ ...firstPoll, durationsMs, runningMs, elapsedMs: 1_000 });
  expect(fit.mock.calls).toEqual([[[60_000], [1_000], undefined]]);
  forecast?.({ ...firstPoll, durationsMs, runningMs: [2_000] });
  expect(fit).toHaveBeenLastCalledWith([60_000], [2_000], undefined);
  forecast?.({ ...firstPoll, durationsMs: [90_000], runningMs });
  expect(fit).toHaveBeenLastCalledWith([90_000], [1_000], undefined);
  forecast?.({ ...firstPoll, durationsMs, runningMs });
  durationsMs.push(70_000);
  forecast?.({ ...firstPoll, durationsMs, runningMs });
  expect(fit).toHaveBeenCalledTimes(5);
});
