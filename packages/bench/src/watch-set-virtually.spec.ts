import { expect, it } from "vitest";
import { watchSetVirtually } from "./watch-set-virtually.ts";

const set = {
  jobs: [
    { startMs: 0, durationMs: 1_500 },
    { startMs: 0, durationMs: 3_000 },
    { startMs: 2_500, durationMs: 1_000 },
  ],
  durationsMs: [9_000],
};

it("polls all jobs that have started, until the last has ended", () => {
  const views: unknown[] = [];
  const outcome = watchSetVirtually(set, (view) => {
    views.push(view);
    return view.nowMs + 1_000;
  });
  // Found at 2, 3 and 4 s: lags of 500, 0 and 500 ms; requests at 0, 1, 2, 3 and 4 s.
  expect(outcome.requests).toBe(5);
  expect(outcome.lag).toBeCloseTo(1_000 / 3, 9);
  expect(views).toEqual([
    { nowMs: 0, runningMs: [0, 0], durationsMs: [9_000] },
    { nowMs: 1_000, runningMs: [1_000, 1_000], durationsMs: [9_000] },
    { nowMs: 2_000, runningMs: [2_000], durationsMs: [9_000, 2_000] },
    { nowMs: 3_000, runningMs: [500], durationsMs: [9_000, 2_000, 3_000] },
  ]);
});

it("may send the first request later", () => {
  // Requests at 4 s only: lags of 2500, 1000 and 500 ms.
  expect(watchSetVirtually(set, () => NaN, 4_000)).toEqual({ lag: 4_000 / 3, requests: 1 });
});
