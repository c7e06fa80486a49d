import { describe, expect, it, vi } from "vitest";
import { logNormalJobs } from "./jobs.ts";
import { type Progress, honest, wrong } from "./progress.ts";
import { type Schedule, adaptive, fixed } from "./schedules.ts";
import { ratioOf } from "./statistics.ts";
import { tune } from "./tune.ts";
import { watchVirtually } from "./watch-virtually.ts";

/*
 * The promises about lag at equal requests, on fewer jobs than the bench takes. Nothing here measures time: the same seed
 * gives the same figures everywhere. A promise is broken where a figure is over its goal by more than chance explains.
 */
const COUNT = 250;
const SEED = 99;
const MEDIAN_MS = 60_000;
const STANDARD_ERRORS = 2;
/* All cases together take seconds; a machine that is busy with other things may take many times as long. */
vi.setConfig({ testTimeout: 120_000 });

const cases = [0.5, 1].flatMap((sigma) => [6, 12].map((budget) => ({ sigma, budget })));

function compare(
  progress: Progress,
  { sigma, budget }: { readonly sigma: number; readonly budget: number },
  make: Make,
) {
  const jobs = logNormalJobs({ count: COUNT, seed: SEED, medianMs: MEDIAN_MS, sigma });
  const wait = (schedule: Schedule, of: Progress) => jobs.map((job) => watchVirtually(job, of, schedule));
  const range = { guess: budget, least: 0.2, most: 3_000 };
  const ours = tune((requests) => wait(make(requests), progress), budget, range);
  const theirs = tune((often) => wait(fixed((10 * MEDIAN_MS) / often), wrong.absent), budget, range);
  return ratioOf(
    ours.outcomes.map(({ lag }) => lag),
    theirs.outcomes.map(({ lag }) => lag),
  );
}

type Make = (requests: number) => Schedule;
const told: Make = (requests) => adaptive({ expectedRequests: requests, expectedDurationMs: MEDIAN_MS });

describe.each(cases)("sigma $sigma, $budget requests a job", (distribution) => {
  it.each(Object.entries(wrong))("progress that is %s does not lose to a fixed interval", (_name, progress) => {
    const { ratio, error } = compare(progress, distribution, told);
    expect(ratio - STANDARD_ERRORS * error).toBeLessThanOrEqual(1.05);
  });

  it.each([
    ["linear, 100 steps", honest["linear, 100 steps"], 0.1],
    ["sigmoid", honest.sigmoid, 0.35],
    ["five steps", honest["five steps"], 0.4],
  ] as const)("progress that is %s gains", (_name, progress, goal) => {
    const { ratio, error } = compare(progress, distribution, told);
    expect(ratio - STANDARD_ERRORS * error).toBeLessThanOrEqual(goal);
  });
});

it("a schedule that believes each reading would be caught", () => {
  const believing: Make =
    (requests) =>
    ({ samples, elapsedMs }) => {
      const fraction = samples.at(-1)?.fraction ?? 0;
      return fraction
        ? Math.max(MEDIAN_MS / requests / 4, (elapsedMs * (1 - fraction)) / fraction)
        : MEDIAN_MS / requests;
    };
  const lying = wrong["lying: ends at 20 to 90 % of a perfect line"];
  const { ratio, error } = compare(lying, { sigma: 0.5, budget: 6 }, believing);
  expect(ratio - STANDARD_ERRORS * error).toBeGreaterThan(1.05);
});
