import { describe, expect, it } from "vitest";
import { type EndForecast, forecastEnds } from "./forecast-end.ts";
import type { PollSample } from "../../model/resume-token.ts";

const running = (...readings: readonly (readonly [seconds: number, fraction?: number])[]): PollSample[] =>
  readings.map(([seconds, fraction]) => ({
    elapsedMs: seconds * 1_000,
    state: "running",
    ...(fraction !== undefined && { fraction }),
  }));

const all = (samples: readonly PollSample[], nowMs = samples.at(-1)?.elapsedMs ?? 0) => forecastEnds(samples, nowMs);
/** The forecast by a line, which is the only one then. */
const at = (samples: readonly PollSample[]): EndForecast | undefined => {
  const ends = all(samples);
  expect(ends.length).toBeLessThanOrEqual(1);
  return ends[0];
};
const sum = (ends: readonly EndForecast[]) => ends.reduce((total, { confidence }) => total + confidence, 0);
/** Logistic progress over `steepness` of its units, in hundredths, seen at these parts of 100 s. */
const logistic = (steepness: number, ...parts: readonly number[]) => {
  const height = (part: number) => 1 / (1 + Math.exp(-steepness * (part - 0.5)));
  const fraction = (part: number) => Math.floor((100 * (height(part) - height(0))) / (height(1) - height(0))) / 100;
  return running(...parts.map((part) => [part * 100, fraction(part)] as const));
};

describe("says nothing", () => {
  it.each([
    ["without progress", running([0], [10], [20])],
    ["of one reading", running([0, 0.4])],
    ["of progress that is frozen", running([0, 0.4], [10, 0.4], [20, 0.4])],
    ["of progress that only falls", running([0, 0.9], [10, 0.5], [20, 0.1])],
    ["of a step that is next to nothing", running([0, 0], [10, Number.MIN_VALUE])],
    ["right after a fall", running([0, 0], [10, 0.2], [20, 0.4], [30, 0.1])],
  ])("%s", (_what, samples) => {
    expect(at(samples)).toBeUndefined();
  });
});

it("readings that say nothing of the progress are passed over", () => {
  const samples = running([0, 0], [30], [33, 0.33], [60], [66, 0.66]);
  expect(at(samples)).toEqual(at(running([0, 0], [33, 0.33], [66, 0.66])));
});

it("readings on one line bound the end by that line", () => {
  const end = at(running([0, 0], [25, 0.33], [50, 0.66]));
  // 0.33 at 25 s: the end lies from 25 / 0.34 to 25 / 0.33 s; 0.66 at 50 s: from 50 / 0.67 to 50 / 0.66 s.
  expect(end?.earliestMs).toBeCloseTo(50_000 / 0.67, 6);
  expect(end?.latestMs).toBeCloseTo(25_000 / 0.33, 6);
  expect(end?.confidence).toBe(0.54);
});

it("readings that fit a single line tell the moment of the end", () => {
  // Quarters: 0.25 at 1 s means that it ends at 4 s at the latest, and less than 0.75 at 3 s that it does so at the earliest.
  expect(all(running([0, 0], [1, 0.25], [3, 0.5]))).toEqual([{ earliestMs: 4_000, latestMs: 4_000, confidence: 0.54 }]);
});

it("a line is drawn from the first reading, whenever that was", () => {
  // 0.33 in the 33 s from 10 s on: all of it takes from 33 / 0.34 to 33 / 0.33 s.
  const end = at(running([10, 0], [43, 0.33]));
  expect(end?.earliestMs).toBeCloseTo(10_000 + 33_000 / 0.34, 6);
  expect(end?.latestMs).toBeCloseTo(110_000, 6);
  expect(end?.confidence).toBe(0.36);
});

it.each([
  // That one value is a tenth is chance one time in ten: it may as well be 10 of 100.
  ["a single tenth counts as hundredths", running([0, 0], [10, 0.1]), 10 / 0.11, 100],
  ["two tenths count as tenths", running([0, 0], [10, 0.1], [20, 0.2]), 20 / 0.3, 100],
  // One time in twenty is rare enough.
  ["a single fifth counts as fifths", running([0, 0], [20, 0.2]), 20 / 0.4, 100],
])("%s", (_what, samples, earliest, latest) => {
  const end = at(samples);
  expect(end?.earliestMs).toBeCloseTo(earliest * 1_000, 6);
  expect(end?.latestMs).toBeCloseTo(latest * 1_000, 6);
});

it("coarse steps bound it by their own size", () => {
  // Fifths: 0.2 from 20 s on at the earliest seen at 25 s, 0.6 at 65 s and still at 75 s.
  const end = at(running([0, 0], [25, 0.2], [45, 0.4], [65, 0.6], [75, 0.6]));
  expect(end?.earliestMs).toBeCloseTo(75_000 / 0.8, 6);
  expect(end?.latestMs).toBeCloseTo(65_000 / 0.6, 6);
});

describe("a curve is compared with several shapes", () => {
  it.each([5, 7, 9])("one that is logistic, of steepness %i: the end is found from its first half", (steepness) => {
    const samples = logistic(steepness, 0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55);
    const likeliest = all(samples).toSorted((a, b) => b.confidence - a.confidence)[0];
    expect(likeliest?.earliestMs).toBeLessThan(100_000);
    expect(likeliest?.earliestMs).toBeGreaterThan(85_000);
    expect(likeliest?.latestMs).toBeGreaterThan(100_000);
    expect(likeliest?.latestMs).toBeLessThan(150_000);
  });

  it("one that is even at both ends: its last quarter takes as long as its first", () => {
    // In quarters, each begun somewhere since the reading before: at 40 s give or take 40, at 85 and 95 s give or take 5.
    // No line: 80 s for less than 0.5 needs 160 s in all, 100 s for 0.75 at most 133 s.
    // At 0.5 the end looked like 2 * 85 = 170 s, now like 95 + 40 = 135 s: it moved by 35, and so may the next.
    const ends = all(running([0, 0], [80, 0.25], [90, 0.5], [100, 0.75]));
    const slackMs = 5_000 + 40_000 + 35_000;
    const mirrored = ends.find(({ earliestMs }) => Math.abs(earliestMs - (135_000 - slackMs)) < 1);
    expect(mirrored?.latestMs).toBeCloseTo(135_000 + 3 * slackMs, 6);
    expect(sum(ends)).toBeLessThan(0.6);
    expect(sum(ends)).toBeGreaterThan(0.4);
  });

  it("the beginning is read by a line between two readings", () => {
    // In eighths, begun at 10 s. 0.25 came at 70 s give or take 20, and 0.625 at 130 s give or take 8.
    // The 0.375 that are left are a third of the way from 0.25 to 0.625, so they took until 90 s, which is 80 s.
    // At 0.25 the end looked like 10 + 4 * 60 = 250 s, now like 130 + 80 = 210 s: the next may move it by 40.
    const ends = all(running([10, 0], [90, 0.25], [138, 0.625]));
    const slackMs = 8_000 + 8_000 + 40_000;
    const mirrored = ends.find(({ earliestMs }) => Math.abs(earliestMs - (210_000 - slackMs)) < 1);
    expect(mirrored?.latestMs).toBeCloseTo(210_000 + 3 * slackMs, 6);
  });
});

it("a shape is trusted the less, the more its end has moved beyond what the readings leave open", () => {
  // The quarters from above, begun at 10 s, so that all moments are 10 s later. Counted from there, the line's ends are 160 s give
  // or take 160, 170 give or take 10 and 126.67 give or take 6.67; the mirror's are the first two of these and 135 give or take 45.
  // Line: ln(160 / 126.67) ** 2 / (0.05 ** 2 + 1 + 0.0526 ** 2) + ln(170 / 126.67) ** 2 / (0.05 ** 2 + 0.0588 ** 2 + 0.0526 ** 2).
  const distances = { line: 9.97113, mirror: 0.479842 };
  // The next reading may move them by as much as the last one did: by 43.33 s of 136.67, and by 35 s of 145.
  const doubts = { line: 1.158537, mirror: 1.12069 };
  const ends = all(running([10, 0], [90, 0.25], [100, 0.5], [110, 0.75]));
  const confidenceFrom = (ms: number) =>
    ends.find(({ earliestMs }) => Math.abs(earliestMs - ms) < 1)?.confidence ?? NaN;
  const [line, mirror] = [confidenceFrom(136_667 - 6_667 - 43_333), confidenceFrom(145_000 - 45_000 - 35_000)];
  const ratio = (Math.exp((distances.line - distances.mirror) / 2) * doubts.line) / doubts.mirror;
  expect(mirror / line / ratio).toBeCloseTo(1, 4);
});

describe("a wait that began in the middle of the job continues from there", () => {
  // 0.52 came at 7.5 s give or take 2.5. By a line, the 0.5 that were left are 25 times the 0.02 that were done.
  it("a wait that began in the middle has much doubt at the first reading that moved", () => {
    const ends = all(running([0, 0.5], [10, 0.52]));
    const doubtMs = 0.3 * (187_500 - 10_000);
    const slackMs = 25 * 2_500 + doubtMs;
    const byLine = ends.filter(({ earliestMs }) => Math.abs(earliestMs - (187_500 - slackMs)) < 1);
    // The mirror image of what was not seen is a line too.
    expect(byLine).toHaveLength(2);
    expect(byLine[0]?.latestMs).toBeCloseTo(187_500 + 3 * slackMs, 6);
    expect(sum(ends)).toBeLessThanOrEqual(0.36);
  });

  it("a wait that began in the middle has as much doubt as the next reading moved the end", () => {
    // 0.7 came at 45 s give or take 1: 0.2 of 0.5, so the end is at 112.5 s give or take 2.5, 75 s sooner than it was.
    const ends = all(running([0, 0.5], [10, 0.52], [46, 0.7]));
    const slackMs = 2_500 + 75_000;
    const byLine = ends.find(({ earliestMs }) => Math.abs(earliestMs - (112_500 - slackMs)) < 1);
    expect(byLine?.latestMs).toBeCloseTo(112_500 + 3 * slackMs, 6);
  });
});

describe("an end that passed", () => {
  // Quarters at 12.5, 37.5 and 62.5 s, all give or take 12.5. By the line the end is at 100 s at the latest.
  const samples = running([0, 0], [25, 0.25], [50, 0.5], [75, 0.75]);

  it("takes confidence: for the line, then for each end of a curve", () => {
    expect(all(samples, 99_000)).toEqual([{ earliestMs: 75_000, latestMs: 100_000, confidence: 0.54 }]);
    const [once, later] = [sum(all(samples, 100_000)), sum(all(samples, 140_000))];
    expect(once).toBeLessThan(0.3 * 0.6);
    expect(once).toBeGreaterThan(0.01);
    expect(later).toBeLessThan(0.5 * once);
  });

  it("even at the latest says nothing more", () => {
    expect(all(samples, 1_000_000)).toEqual([]);
  });
});

it("progress of a job that has not begun does not count", () => {
  const begun = running([10, 0], [35, 0.25], [60, 0.5]);
  const samples: PollSample[] = [{ elapsedMs: 0, state: "pending", fraction: 0 }, ...begun];
  expect(at(samples)).toEqual(at(begun));
});

it("progress that fell begins anew, at a twentieth of the confidence", () => {
  const fallen = running([0, 0], [10, 0.5], [20, 0], [53, 0.33]);
  const first = at(fallen);
  // As if the job had begun at 20 s: 33 s for 0.33 to 0.34.
  expect(first?.earliestMs).toBeCloseTo(20_000 + 33_000 / 0.34, 6);
  expect(first?.latestMs).toBeCloseTo(120_000, 6);
  expect(first?.confidence).toBeCloseTo(0.05 * 0.36, 9);
  expect(at([...fallen, ...running([86, 0.66])])?.confidence).toBeCloseTo(0.05 * 0.54, 9);
});

it("progress that fell three times and is on no line says nothing: it would be less likely than one in a thousand", () => {
  // A twentieth of a twentieth of a twentieth of 0.6, in quarters that are on no line.
  const falls = running([0, 0.5], [10, 0.25], [20, 0.75], [30, 0.5], [40, 0]);
  expect(all([...falls, ...running([120, 0.25], [130, 0.5], [140, 0.75])])).toEqual([]);
});
