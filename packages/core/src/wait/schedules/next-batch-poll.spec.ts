import { describe, expect, it } from "vitest";
import { type BatchJob, nextBatchPollMs } from "./next-batch-poll.ts";
import type { EndTime } from "../../model/schedule.ts";

const evenly = (count: number, lengthMs: number, fromMs = 0): EndTime[] =>
  Array.from({ length: count }, (_, index) => [fromMs + ((index + 1) * lengthMs) / count, 1 / count]);

function job(endTimes: readonly EndTime[], requestCostMs: number, startedAtMs = 0): BatchJob {
  return { startedAtMs, forecast: { endTimes, requestCostMs } };
}

const alike = (count: number, endTimes: readonly EndTime[], requestCostMs: number) =>
  Array.from({ length: count }, () => job(endTimes, requestCostMs));

const NOW = { nowMs: 0, jobsPerRequest: 100 };

describe("one job", () => {
  it("is polled as if it were alone, on the clock", () => {
    const endTimes: EndTime[] = [
      [1_000, 0.5],
      [2_000, 0.5],
    ];
    // A poll after 1 s costs half a request more and saves half a second in the mean.
    expect(nextBatchPollMs([job(endTimes, 999, 5_000)], { nowMs: 5_000, jobsPerRequest: 100 })).toBe(6_000);
    expect(nextBatchPollMs([job(endTimes, 1_001, 5_000)], { nowMs: 5_000, jobsPerRequest: 100 })).toBe(7_000);
  });
});

describe("many jobs", () => {
  // n jobs that end evenly over T, a request that costs c: an interval h costs T / h requests and n * h / 2 of lag, which is
  // least at h = (2 * c * T / n) ** 0.5.
  const minutes = evenly(64, 1_000_000);

  it("share the cost of a request", () => {
    const one = nextBatchPollMs(alike(1, minutes, 20_000), NOW);
    const hundred = nextBatchPollMs(alike(100, minutes, 20_000), NOW);
    expect(one).toBeGreaterThan(150_000);
    expect(one).toBeLessThan(250_000);
    expect(hundred).toBeGreaterThan(15_000);
    expect(hundred).toBeLessThan(25_000);
  });

  it("pay for as many requests as they need", () => {
    // Four requests each time: twice the interval.
    const pollMs = nextBatchPollMs(alike(100, minutes, 20_000), { nowMs: 0, jobsPerRequest: 25 });
    expect(pollMs).toBeGreaterThan(30_000);
    expect(pollMs).toBeLessThan(50_000);
  });

  it("are planned alike in any order", () => {
    const jobs = [job(minutes, 20_000), job(evenly(10, 5_000, 90_000), 3_000), job(minutes, 1_000, -60_000)];
    expect(nextBatchPollMs(jobs.toReversed(), NOW)).toBe(nextBatchPollMs(jobs, NOW));
  });
});

describe("two jobs", () => {
  it("are polled together at the end, or once before, as it is worth it", () => {
    // Each may end at any time of the second. A request at the part u of it finds 2 u jobs (1 - u) s sooner and costs 1 less
    // u * u, the chance that both have ended: worth it below a cost of 1 s. At 0.8 s, best at u = 2.5 / 3.
    const both = (requestCostMs: number) => nextBatchPollMs(alike(2, [[1_000, 1]], requestCostMs), NOW);
    expect(both(1_010)).toBe(1_000);
    expect(both(800)).toBeGreaterThan(810);
    expect(both(800)).toBeLessThan(860);
  });

  it("weigh their lag by what a request is worth to each", () => {
    const late = job([[90_000, 0], ...evenly(16, 20_000, 90_000)], 1_000);
    // The first ends within ten seconds. It is polled then, unless that is not worth a request.
    expect(nextBatchPollMs([job(evenly(16, 10_000), 1_000), late], NOW)).toBeLessThanOrEqual(10_000);
    expect(nextBatchPollMs([job(evenly(16, 10_000), 1_000_000), late], NOW)).toBeGreaterThan(90_000);
  });

  it("are planned alike at any time of the clock", () => {
    const pollMs = (nowMs: number) =>
      nextBatchPollMs([job([[1_000, 1]], 800, nowMs), job([[1_000, 1]], 800, nowMs)], { ...NOW, nowMs });
    expect(pollMs(4_096)).toBeCloseTo(4_096 + pollMs(0), 6);
  });

  it("are polled at the latest end if a request costs more than all lag, however many ends come before", () => {
    // 129 end times are more than a plan has moments: every second one, and the last.
    const jobs = [job(evenly(128, 1_000), 1e9), job([[10_000, 1]], 1e9)];
    expect(nextBatchPollMs(jobs, NOW)).toBe(10_000);
  });

  it("that started at different times are seen on one clock", () => {
    // One ends from 60 to 61 s after its start at 0, the other an hour later.
    const endTimes: EndTime[] = [[60_000, 0], ...evenly(16, 1_000, 60_000)];
    const pollMs = nextBatchPollMs([job(endTimes, 100), job(endTimes, 100, 3_600_000)], { ...NOW, nowMs: 30_000 });
    expect(pollMs).toBeGreaterThan(60_000);
    expect(pollMs).toBeLessThanOrEqual(61_000);
  });
});

it.each([2, 16, 32, 64, 100, 500])("%i jobs that started one after another are polled often enough", (count) => {
  // Each may end at any time of 1000 s from now: an interval of (2 * 20000 * 1000000 / count) ** 0.5.
  const jobs = Array.from({ length: count }, (_, index) =>
    job(evenly(64, 1_000_000, 600_000 - index * 1_000), 20_000, index * 1_000 - 600_000),
  );
  const pollMs = nextBatchPollMs(jobs, { nowMs: 0, jobsPerRequest: 1_000 });
  const bestMs = Math.sqrt((2 * 20_000 * 1_000_000) / count);
  expect(pollMs).toBeGreaterThan(0.7 * bestMs);
  expect(pollMs).toBeLessThan(1.4 * bestMs);
});

it("polls now when all end times have passed", () => {
  const jobs = alike(3, evenly(16, 1_000), 100);
  expect(nextBatchPollMs(jobs, { nowMs: 2_000, jobsPerRequest: 100 })).toBe(2_000);
});

it("takes a forecast that leaves a part of the chance out", () => {
  const half = evenly(8, 8_000).map(([ms, weight]): EndTime => [ms, weight / 2]);
  const pollMs = nextBatchPollMs(alike(4, half, 100), NOW);
  expect(pollMs).toBeGreaterThan(0);
  expect(pollMs).toBeLessThanOrEqual(8_000);
});
