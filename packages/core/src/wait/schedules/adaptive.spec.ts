import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adaptive } from "./adaptive.ts";
import { forecastEnds } from "./forecast-end.ts";
import { nextPollMs } from "./next-poll.ts";
import type { ScheduleInput } from "../../model/schedule.ts";
import { firstPoll } from "../../testing/first-poll.ts";
import type { PollSample } from "../../model/resume-token.ts";

function after(...readings: readonly (readonly [seconds: number, fraction: number])[]): ScheduleInput {
  const samples = readings.map(([seconds, fraction]): PollSample => ({
    elapsedMs: seconds * 1_000,
    state: "running",
    fraction,
  }));
  return { ...firstPoll, samples, polls: samples.length, elapsedMs: samples.at(-1)?.elapsedMs ?? 0 };
}

const UNKNOWN: PollSample = { elapsedMs: 0, state: "unknown" };

const schedule = adaptive({ expectedDurationMs: 60_000 });

describe("progress", () => {
  it("that is honest: is polled as soon as the end must have come", () => {
    // 0.9 at 90 s and 0.95 at 95.2 s: the end lies from 99.2 to 100 s.
    const input = after([0, 0], [46.5, 0.46], [90, 0.9], [95.2, 0.95]);
    const pollMs = input.elapsedMs + schedule(input);
    expect(pollMs).toBeGreaterThan(98_900);
    expect(pollMs).toBeLessThanOrEqual(100_300);
  });

  it("that promises a far end is not slept through in one go", () => {
    // At this pace the job ends after 1000 s, 970 s from now.
    const input = after([0, 0], [10, 0.01], [20, 0.02], [30, 0.03]);
    expect(schedule(input)).toBeLessThan(485_000);
  });

  it("that is stuck at 99 % does not make it poll more often than without progress", () => {
    const stuck = after([0, 0], [20, 0.4], [40, 0.8], [50.5, 0.99], [55, 0.99], [70, 0.99], [90, 0.99]);
    const without = { ...stuck, samples: stuck.samples.map(({ elapsedMs, state }) => ({ elapsedMs, state })) };
    expect(schedule(stuck)).toBe(schedule(without));
  });

  it("that is frozen changes nothing", () => {
    const frozen = after([0, 0.4], [20, 0.4], [40, 0.4]);
    const without = { ...frozen, samples: frozen.samples.map(({ elapsedMs, state }) => ({ elapsedMs, state })) };
    expect(schedule(frozen)).toBe(schedule(without));
  });

  describe("beside earlier jobs", () => {
    const sixty = Array.from({ length: 64 }, () => 60_000);
    const tenMinutes = Array.from({ length: 64 }, () => 600_000);

    it("that were shorter: a single poll falls on the latest end that it promises", () => {
      // At this pace the job ends at 100 s at the latest; jobs of this kind after 60 s, hardly one after 90. A job unlike them may
      // run for longer, but is less likely than one in a hundred, and a poll before that saves too little.
      const input = after([0, 0], [33, 0.33], [66, 0.66]);
      expect(adaptive({ expectedRequests: 1 })({ ...input, durationsMs: sixty })).toBeCloseTo(34_000, 6);
    });

    it("does not count for the moments that have passed", () => {
      // By the line the end lies from 75 to 100 s, in 16 parts of 1562.5 ms. 87.5 s is over: the next one ends at 89.0625 s.
      const input = after([0, 0], [25, 0.25], [50, 0.5], [75, 0.75]);
      const later = { ...input, elapsedMs: 87_500, durationsMs: tenMinutes };
      expect(adaptive({ expectedRequests: 100 })(later)).toBeCloseTo(1_562.5, 6);
    });

    it("weighs as much as it is trusted", () => {
      // The line says 100 s and is trusted by 0.54; the kind says 750 s at the latest. A poll at 100 s saves 0.54 * 650 s and
      // costs 0.46 polls, for as often another is needed: worth it up to 760 s for a poll. That price is
      // 600 ** 0.46 * 100 ** 0.54 / 2 = 114 s, divided by the square of the requests.
      const input = { ...after([0, 0], [33, 0.33], [66, 0.66]), durationsMs: tenMinutes };
      const pollMs = (priceMs: number) => 66_000 + adaptive({ expectedRequests: Math.sqrt(114_000 / priceMs) })(input);
      expect(pollMs(500_000)).toBeCloseTo(100_000, 6);
      expect(pollMs(1_000_000)).toBeGreaterThan(600_000);
    });
  });
});

describe("earlier durations", () => {
  const known = Array.from({ length: 20 }, (_, index) => 595_000 + index * 500);

  it("near together: one early poll finds a job that is unlike them, and the next is near them", () => {
    const firstMs = adaptive()({ ...firstPoll, durationsMs: known });
    // The typical job of which nothing is known takes 20 s.
    expect(firstMs).toBeGreaterThan(20_000);
    expect(firstMs).toBeLessThan(200_000);
    const nextMs = firstMs + adaptive()({ ...firstPoll, durationsMs: known, elapsedMs: firstMs });
    expect(nextMs).toBeGreaterThan(400_000);
    expect(nextMs).toBeLessThan(650_000);
  });

  it("a job that outlives all earlier ones is polled hardly more often than one of which nothing is known", () => {
    const later = { ...firstPoll, elapsedMs: 600_000 };
    const fiveSeconds = Array.from({ length: 20 }, (_, index) => 4_900 + index * 10);
    expect(schedule({ ...later, durationsMs: fiveSeconds })).toBeGreaterThan(0.8 * schedule(later));
  });

  it("say that one of count + 1 jobs is half unlike them, before any time has passed", () => {
    const durationsMs = Array.from({ length: 9 }, () => 600_000);
    const prior = schedule.forecast?.(firstPoll).endTimes ?? [];
    const mixed = schedule.forecast?.({ ...firstPoll, durationsMs }).endTimes ?? [];
    const ofPrior = mixed.filter(([ms]) => prior.some(([time]) => time === ms));
    expect(ofPrior.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(0.5 / 10, 9);
    expect(mixed).toHaveLength(96);
  });

  it("count for more than a typical duration that was told wrongly", () => {
    const told = adaptive({ expectedDurationMs: 5_000 });
    const firstMs = told({ ...firstPoll, durationsMs: known });
    expect(firstMs).toBeGreaterThan(5_000);
    expect(firstMs + told({ ...firstPoll, durationsMs: known, elapsedMs: firstMs })).toBeGreaterThan(400_000);
  });

  it.each([
    // The spread is 0.5 with the weight of two jobs, and a told typical duration has that of a third of one.
    ["none", [], 0.25 * (1 + 3)],
    ["one", [60_000], (0.5 / 3) * (1 + 3 / 4)],
    ["two that lie apart", [60_000 / Math.E, 60_000 * Math.E], ((0.5 + 1 + 1) / 4) * (1 + 3 / 7)],
  ])("%s: the last of their 48 equally likely moments is that of one job in 96", (_what, durationsMs, variance) => {
    // One in 96 still runs then: the middle by the 1 / steepness power of 95.
    const expectedMs = 60_000 * 95 ** (Math.sqrt(variance) / 1.814);
    const { endTimes = [] } = adaptive({ expectedDurationMs: 60_000 }).forecast?.({ ...firstPoll, durationsMs }) ?? {};
    expect(Math.min(...endTimes.map(([ms]) => Math.abs(ms - expectedMs)))).toBeLessThan(1e-3);
  });

  it("a single one does not silence the schedule", () => {
    const input = { ...firstPoll, durationsMs: [600_000] };
    expect(adaptive()(input)).toBeLessThan(300_000);
    // A job that takes ten times as long as the only one known is still looked after.
    expect(adaptive()({ ...input, elapsedMs: 6_000_000 })).toBeLessThan(3_000_000);
  });
});

it("more requests mean a sooner poll", () => {
  const few = adaptive({ expectedRequests: 5, expectedDurationMs: 60_000 })(firstPoll);
  const many = adaptive({ expectedRequests: 50, expectedDurationMs: 60_000 })(firstPoll);
  expect(many).toBeLessThan(few);
});

it("a job that keeps running is polled ever more rarely", () => {
  const sleepAt = (elapsedMs: number) => adaptive()({ ...firstPoll, elapsedMs });
  expect(sleepAt(600_000)).toBeGreaterThan(sleepAt(60_000));
  expect(sleepAt(6_000_000)).toBeGreaterThan(sleepAt(600_000));
});

it("unknown states are waited on ever more slowly", () => {
  const unknown = (count: number): ScheduleInput => {
    const samples = Array.from({ length: count }, (): PollSample => ({ elapsedMs: 100_000, state: "unknown" }));
    return { ...firstPoll, samples: [...firstPoll.samples, ...samples], elapsedMs: 100_000 };
  };
  const sleeps = [0, 1, 2, 3].map((count) => schedule(unknown(count)));
  expect(sleeps).toEqual(sleeps.toSorted((first, second) => first - second));
  expect(new Set(sleeps).size).toBe(4);
});

it("an unknown state makes a request cost more", () => {
  const samples: PollSample[] = [...firstPoll.samples, UNKNOWN, UNKNOWN];
  const [known, unknown] = [firstPoll, { ...firstPoll, samples }].map(
    (input) => schedule.forecast?.(input).requestCostMs,
  );
  // The interval grows by 1.5 for each, and with the root of the cost.
  expect(unknown).toBeCloseTo(1.5 ** 4 * (known ?? NaN), 6);
});

describe("the forecast", () => {
  const forecast = (input: ScheduleInput) => schedule.forecast?.(input) ?? { endTimes: [], requestCostMs: NaN };

  it("is what the delay is planned from", () => {
    const input = after([0, 0], [20, 0.25], [40, 0.4]);
    const { endTimes, requestCostMs } = forecast(input);
    expect(schedule(input)).toBe(nextPollMs(endTimes, requestCostMs) - 40_000);
  });

  it("is in ascending order, all in the future, and adds up to 1 at most", () => {
    const { endTimes } = forecast(after([0, 0], [20, 0.25], [40, 0.4], [60, 0.6]));
    const times = endTimes.map(([ms]) => ms);
    expect(times).toEqual(times.toSorted((first, second) => first - second));
    expect(times[0]).toBeGreaterThan(60_000);
    expect(endTimes.reduce((sum, [, weight]) => sum + weight, 0)).toBeLessThan(1 + 1e-9);
  });

  it("has 48 end times for the kind of job, and 6 parts for each shape that the progress may have", () => {
    expect(forecast(firstPoll).endTimes).toHaveLength(48);
    const batch = { ...firstPoll, durationsMs: [60_000], runningMs: [1_000] };
    expect(forecast(batch).endTimes).toHaveLength(48);
    // At 0.25, 0.5 and 0.75 in ever less time: on no line. Most of the shapes put the earliest end before now.
    const curve = after([0, 0], [80, 0.25], [90, 0.5], [100, 0.75]);
    const shapes = forecastEnds(curve.samples, curve.elapsedMs);
    const times = shapes.flatMap(({ earliestMs, latestMs }) =>
      [0, 1, 2, 3, 4, 5, 6].map((part) => earliestMs + ((latestMs - earliestMs) * part) / 6),
    );
    expect(shapes.length).toBeGreaterThan(1);
    expect(forecast(curve).endTimes).toHaveLength(48 + times.filter((ms) => ms > 100_000).length);
  });

  it("the forecast of a job in a batch knows the others", () => {
    const middleMs = (input: ScheduleInput) => forecast(input).endTimes[24]?.[0] ?? NaN;
    const alone: ScheduleInput = { ...firstPoll, elapsedMs: 300_000 };
    const among = (count: number) => ({ ...alone, runningMs: Array.from({ length: count }, () => 300_000) });
    // A hundred jobs that all still run mean that this kind takes long.
    expect(middleMs(among(100))).toBeGreaterThan(middleMs(among(1)));
    const ended = { ...among(10), durationsMs: Array.from({ length: 40 }, (_, index) => 295_000 + 100 * index) };
    expect(middleMs(ended)).toBeLessThan(middleMs(among(10)));
  });

  it("takes durations in that arrive later in the same list", () => {
    const durationsMs: number[] = [];
    const before = forecast({ ...firstPoll, durationsMs });
    durationsMs.push(600_000, 601_000, 602_000);
    expect(forecast({ ...firstPoll, durationsMs }).requestCostMs).toBeGreaterThan(before.requestCostMs);
  });
});

it("a job that has only just started is first polled when a poll is worth it", () => {
  const durationsMs = Array.from({ length: 20 }, (_, index) => 595_000 + index * 500);
  const started: ScheduleInput = { ...firstPoll, samples: [], polls: 0, durationsMs };
  // As after a first poll that found it running at once.
  expect(adaptive()(started)).toBe(adaptive()({ ...firstPoll, durationsMs }));
  expect(adaptive()(started)).toBeGreaterThan(20_000);
});

it("never polls sooner than the provider allows", () => {
  expect(schedule({ ...firstPoll, minIntervalMs: 100_000 })).toBe(100_000);
});

it("whatever was seen, the sleep is a sensible number, and the same again", () => {
  const state = fc.constantFrom("pending", "running", "unknown") satisfies fc.Arbitrary<PollSample["state"]>;
  const fraction = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.01, 0.5, 0.99, 1));
  const polls = fc.array(fc.record({ gapMs: fc.nat(10_000_000), state, fraction: fc.option(fraction) }), {
    minLength: 1,
  });
  const durations = fc.array(fc.double({ min: 0, max: 1e10, noNaN: true }), { maxLength: 64 });
  fc.assert(
    fc.property(
      polls,
      durations,
      fc.option(fc.double({ min: 1, max: 1e9, noNaN: true })),
      (gaps, durationsMs, expectedDurationMs) => {
        let elapsedMs = 0;
        const samples = gaps.map((poll): PollSample => {
          elapsedMs += poll.gapMs;
          return { elapsedMs, state: poll.state, ...(poll.fraction !== null && { fraction: poll.fraction }) };
        });
        const input = { ...firstPoll, samples, polls: samples.length, elapsedMs, durationsMs };
        const before = structuredClone(input);
        const make = () => (expectedDurationMs === null ? adaptive() : adaptive({ expectedDurationMs }));
        const sleepMs = make()(input);
        expect(sleepMs).toBeGreaterThan(0);
        expect(sleepMs).toBeLessThan(Infinity);
        expect(make()(input)).toBe(sleepMs);
        expect(input).toEqual(before);
      },
    ),
  );
});

it.each([
  [{ expectedRequests: 0 }, "expectedRequests must be a number above 0, not 0"],
  [{ expectedDurationMs: -1 }, "expectedDurationMs must be a number above 0, not -1"],
  [{ expectedRequests: NaN }, "expectedRequests must be a number above 0, not NaN"],
])("refuses %o", (options, message) => {
  expect(() => adaptive(options)).toThrow(new RangeError(message));
});
