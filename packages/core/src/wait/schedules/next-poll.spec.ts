import { expect, it } from "vitest";
import type { EndTime } from "../../model/schedule.ts";
import { nextPollMs } from "./next-poll.ts";

const evenly = (count: number, lengthMs: number): EndTime[] =>
  Array.from({ length: count }, (_, index) => [((index + 1) * lengthMs) / count, 1 / count]);

it("one moment: polls then", () => {
  expect(nextPollMs([[5_000, 1]], 10)).toBe(5_000);
});

it("waits for the second moment if a poll costs more than the lag that it saves", () => {
  // To poll at 1 s as well costs 1 more, and saves half of 1 s in the mean: worth it below a price of 1000 ms
  // (the second poll is only needed in half of the cases, so it costs half its price).
  const moments = (): EndTime[] => [
    [1_000, 0.5],
    [2_000, 0.5],
  ];
  expect(nextPollMs(moments(), 999)).toBe(1_000);
  expect(nextPollMs(moments(), 1_001)).toBe(2_000);
  // As cheap either way: the sooner one.
  expect(nextPollMs(moments(), 1_000)).toBe(1_000);
});

it("the poll in the middle of three moments, where the first is too dear and the last too late", () => {
  const moments: EndTime[] = [
    [1_000, 0.25],
    [2_000, 0.25],
    [6_000, 0.5],
  ];
  // Polls at 2 and 6 s cost 1.5 polls and a lag of 0.25 s; at 1, 2 and 6 s 2.25 polls; at 6 s alone 1 poll and a lag of
  // 2.25 s. So a poll at 1 s is worth it below 250 / 0.75 ms a poll, and one at 2 s below 2000 / 0.5.
  expect(nextPollMs(moments, 330)).toBe(1_000);
  expect(nextPollMs(moments, 340)).toBe(2_000);
  expect(nextPollMs(moments, 3_990)).toBe(2_000);
  expect(nextPollMs(moments, 4_010)).toBe(6_000);
});

it("polls early for an end that is improbable but near, when polls are cheap", () => {
  const moments: EndTime[] = [
    [1_000, 0.1],
    [60_000, 0.9],
  ];
  expect(nextPollMs(moments, 100)).toBe(1_000);
});

it("an end that may come at any time of a stretch: the first of four equal parts", () => {
  // n polls over 1 s cost (n + 1) / 2 polls and 1 / (2 n) s in the mean: at a price of 1 s / n^2 n polls are best.
  expect(nextPollMs(evenly(400, 1_000), 1_000 / 16)).toBeGreaterThan(180);
  expect(nextPollMs(evenly(400, 1_000), 1_000 / 16)).toBeLessThan(420);
});
