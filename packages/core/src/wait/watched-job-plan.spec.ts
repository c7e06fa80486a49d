import { describe, expect, it } from "vitest";
import type { Schedule, ScheduleInput } from "../model/schedule.ts";
import { jobIn } from "../testing/acme-client.ts";
import { operationsContract, taskIn } from "../testing/acme-operations.ts";
import { SEEN_TWICE, createWatcher } from "../testing/noted-job.ts";
import type { ScriptedResponse } from "../testing/scripted-fetch.ts";
import type { WatchOptions } from "./wait-options.ts";

const WORKING = jobIn("WORKING");
const DONE = jobIn("DONE");

/** A schedule that sleeps for a time, expects the end at 30 s, and notes what it forecasts from. */
function createForecasting(delayMs: number) {
  const inputs: ScheduleInput[] = [];
  const forecast = (input: ScheduleInput) => {
    inputs.push(input);
    return { endTimes: [[30_000, 1]] as const, requestCostMs: 1 };
  };
  const schedule: Schedule = Object.assign(() => delayMs, { forecast });
  return { schedule, inputs };
}

describe("the first poll of a watched job", () => {
  it("is due at once, or when the token allows it", async () => {
    const { clock, watch } = createWatcher([WORKING]);
    await clock.advance(1_000);
    const now = watch();
    now.start();
    expect(now.nextPollAtMs).toBe(1_000);
    now.leave();
    const later = watch({ id: "8", token: { ...SEEN_TWICE, id: "8" } });
    later.start();
    // One of the eight seconds has passed.
    expect(later.nextPollAtMs).toBe(8_000);
    later.leave();
  });

  it.each([
    [4_000, 60_000, 4_000, true],
    [10_000, 60_000, 10_000, true],
    [10_001, 60_000, 10_000, false],
    [4_000, 2_000, 1_900, false],
    [1_900, 2_000, 1_900, true],
    [4_000, 50, 0, false],
  ])(
    "comes for a new job and a delay of %d ms within a timeout of %d ms after %d ms, planned: %s",
    async (delayMs, timeoutMs, afterMs, isPlanned) => {
      const { schedule } = createForecasting(delayMs);
      const { clock, watch } = createWatcher([WORKING]);
      await clock.advance(1_000);
      const job = watch({ id: "7", isNew: true }, { schedule, timeoutMs });
      job.start();
      expect(job.nextPollAtMs).toBe(1_000 + afterMs);
      const known = { durationsMs: [], runningMs: [] };
      expect(job.forecast(known)).toEqual(isPlanned ? { endTimes: [[30_000, 1]], requestCostMs: 1 } : undefined);
      job.leave();
    },
  );

  it("is due at once for a new job as well, if the schedule makes no forecast or the job was polled before", async () => {
    const { clock, watch, requests } = createWatcher([WORKING]);
    const fixed = watch({ id: "7", isNew: true });
    fixed.start();
    expect(fixed.nextPollAtMs).toBe(0);
    await clock.advance(1_000);
    const { schedule } = createForecasting(4_000);
    const resumed = watch({ id: "8", isNew: true, token: { ...SEEN_TWICE, id: "8", minDelayMs: 0 } }, { schedule });
    resumed.start();
    expect([resumed.nextPollAtMs, requests.length]).toEqual([1_000, 1]);
    fixed.leave();
    resumed.leave();
  });

  it("is planned with the limit of the job's operation", async () => {
    const inputs: ScheduleInput[] = [];
    const schedule = (input: ScheduleInput) => (inputs.push(input), 7_000);
    const { clock, requests, watch } = createWatcher(
      [taskIn("AWAKE"), taskIn("AWAKE"), WORKING],
      {},
      operationsContract,
    );
    const task = watch({ id: "7", operation: "task" }, { schedule });
    const job = watch({ id: "8" }, { schedule });
    task.start();
    await clock.advance(10_000);
    task.leave();
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 10_000]);
    expect(inputs.map(({ minIntervalMs }) => minIntervalMs)).toEqual([10_000, 10_000]);
    inputs.length = 0;
    // The other job has the options that both began with.
    job.start();
    await clock.advance(0);
    job.leave();
    expect(inputs.map(({ minIntervalMs }) => minIntervalMs)).toEqual([0]);
  });
});

describe("the plan of a watched job", () => {
  it("is the schedule's, without chance, and with what others know", async () => {
    const { schedule, inputs } = createForecasting(4_000);
    const { clock, watch } = createWatcher([WORKING], { random: () => 0.5 });
    const job = watch({ id: "7" }, { schedule });
    const known = { durationsMs: [9_000], runningMs: [1_000, 2_000] };
    expect(job.forecast(known)).toBeUndefined();
    job.start();
    // The first poll was not planned.
    expect(job.forecast(known)).toBeUndefined();
    await clock.advance(1_000);
    expect([job.forecast(known)?.endTimes, job.nextPollAtMs]).toEqual([[[30_000, 1]], 4_000]);
    expect(inputs).toMatchObject([{ elapsedMs: 1_000, random: 0, minIntervalMs: 0, polls: 1, ...known }]);
    job.leave();
  });

  it("is none after a fault, whose retry is due when it is due", async () => {
    const { schedule } = createForecasting(4_000);
    const { clock, watch } = createWatcher([WORKING, { status: 503 }]);
    const job = watch({ id: "7" }, { schedule });
    job.start();
    await clock.advance(4_000);
    expect([job.nextPollAtMs, job.forecast({ durationsMs: [], runningMs: [] })]).toEqual([5_000, undefined]);
    job.leave();
  });

  it("leaves room for the slowest response before the timeout", async () => {
    const { clock, watch } = createWatcher([{ ...WORKING, takesMs: 200 }]);
    const job = watch();
    job.start();
    expect(job.finalPollAtMs).toBe(59_900);
    await clock.advance(1_000);
    // Twice 200 ms.
    expect(job.finalPollAtMs).toBe(59_600);
    job.leave();
  });
});

describe("what a watched job knows of its kind", () => {
  it("is what the client has learned of the jobs with its title", async () => {
    const { clock, context, watch } = createWatcher([jobIn("WORKING", { name: "export" })]);
    context.memory.set("export", [20_000, 30_000]);
    const job = watch();
    job.start();
    expect([job.kind, job.durationsMs]).toEqual([undefined, []]);
    await clock.advance(0);
    expect([job.kind, job.durationsMs]).toEqual(["export", [20_000, 30_000]]);
    job.leave();
  });

  it("is of the kind that the caller names, before all else", async () => {
    const { clock, watch, context } = createWatcher([jobIn("WORKING", { name: "export" }), DONE]);
    const job = watch({ id: "7" }, { durations: { kind: "import" } });
    expect(job.kind).toBe("import");
    job.start();
    await clock.advance(7_000);
    expect([job.kind, job.durationsMs, context.memory.read("import")]).toEqual(["import", [7_000], [7_000]]);
  });
});

it("a watched job whose end is confirmed keeps its duration once", async () => {
  const { clock, context, watch } = createWatcher([WORKING, DONE]);
  const job = watch({ id: "7" }, { durations: { kind: "import" }, confirmTerminal: true });
  job.start();
  await clock.advance(60_000);
  // Seen at 7 s, and confirmed a second later.
  expect([job.updates, context.memory.read("import")]).toEqual([["WORKING", "DONE", "DONE (last)"], [8_000]]);
});

describe("when a watched job is expected to end", () => {
  /** A watched job after its first response at 2 s; the forecast is 30 s. */
  async function estimateAfter(response: ScriptedResponse, options: WatchOptions = {}, title?: string) {
    const { clock, context, watch } = createWatcher([{ ...response, takesMs: 2_000 }]);
    if (title !== undefined) context.memory.set(title, [20_000]);
    const job = watch({ id: "7" }, { schedule: createForecasting(4_000).schedule, ...options });
    job.start();
    await clock.advance(2_000);
    const estimate = job.estimatedEnd();
    job.leave();
    return estimate;
  }
  const END = { at: "1970-01-01T00:00:30.000Z", confidence: 1 };

  it("is told if it reports progress, or if the durations of its kind are known", async () => {
    expect(await estimateAfter(jobIn("WORKING", { done: 1, of: 4 }))).toEqual(END);
    expect(await estimateAfter(jobIn("WORKING", { name: "export" }), {}, "export")).toEqual(END);
  });

  it("is not told if nothing is known, or no forecast is made, or it has ended", async () => {
    expect(await estimateAfter(WORKING)).toBeUndefined();
    expect(await estimateAfter(jobIn("WORKING", { done: 0, of: 4 }))).toBeUndefined();
    expect(await estimateAfter(jobIn("WORKING", { done: 1, of: 4 }), { schedule: () => 4_000 })).toBeUndefined();
    expect(await estimateAfter(jobIn("DONE", { done: 4, of: 4 }))).toBeUndefined();
  });

  it("is told before the first response if the kind is known", () => {
    const { context, watch } = createWatcher([WORKING]);
    context.memory.set("export", [20_000]);
    const { schedule, inputs } = createForecasting(4_000);
    const job = watch({ id: "7" }, { schedule, durations: { kind: "export" } });
    job.start();
    expect(job.estimatedEnd()).toEqual(END);
    expect(inputs).toMatchObject([{ random: 0, elapsedMs: 0, samples: [], durationsMs: [20_000] }]);
    job.leave();
  });

  it("is told if only an earlier response reported progress", async () => {
    const { clock, watch } = createWatcher([jobIn("WORKING", { done: 1, of: 4 }), WORKING]);
    const job = watch({ id: "7" }, { schedule: createForecasting(4_000).schedule });
    job.start();
    await clock.advance(4_000);
    expect([job.exchanges.length, job.estimatedEnd()]).toEqual([2, END]);
    job.leave();
  });
});

it("a pause that the provider names past the timeout ends a watched job at once, with that error", async () => {
  const { clock, watch } = createWatcher([{ status: 429, headers: { "Retry-After": "90" } }]);
  const job = watch();
  job.start();
  await clock.advance(0);
  expect([job.updates, clock.now(), clock.sleepers]).toEqual([["rate-limited (last)"], 0, 0]);
});
