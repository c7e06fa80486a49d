import { describe, expect, it } from "vitest";
import { createTimeline, momentAt, withOverrides, type Vocabulary } from "./job-timeline.ts";
import type { Scenario } from "./scenario.ts";

/** Two seconds in line, six at work with a pause in between, three steps. */
const vocabulary: Vocabulary = {
  stages: { waiting: "waiting", working: "working", paused: "waiting", done: "ended", broken: "ended" },
  course: [
    { status: "waiting", forMs: 2_000, message: "in line" },
    { status: "working", forMs: 3_000 },
    { status: "paused", forMs: 1_000 },
    { status: "working", forMs: 3_000 },
  ],
  steps: ["one", "two", "three"],
  ends: { succeeded: { status: "done", message: "all done" }, failed: { status: "broken", message: "broke" } },
};

const at = (scenario: Scenario, elapsedMs: number): ReturnType<typeof momentAt> =>
  momentAt(createTimeline(vocabulary, scenario), elapsedMs);

describe("a job's timeline", () => {
  it.each([
    { elapsedMs: 0, status: "waiting", message: "in line", step: 0, fraction: 0, changedMs: 0 },
    { elapsedMs: 1_999, status: "waiting", message: "in line", step: 0, fraction: 0, changedMs: 0 },
    { elapsedMs: 2_000, status: "working", message: "one", step: 1, fraction: 0, changedMs: 2_000 },
    { elapsedMs: 3_500, status: "working", message: "one", step: 1, fraction: 0.25, changedMs: 2_000 },
    { elapsedMs: 4_000, status: "working", message: "two", step: 2, fraction: 2 / 6, changedMs: 4_000 },
    { elapsedMs: 5_500, status: "paused", message: undefined, step: 0, fraction: 0.5, changedMs: 5_000 },
    { elapsedMs: 6_000, status: "working", message: "two", step: 2, fraction: 0.5, changedMs: 6_000 },
    { elapsedMs: 7_500, status: "working", message: "three", step: 3, fraction: 0.75, changedMs: 7_000 },
    { elapsedMs: 9_000, status: "done", message: "all done", step: 0, fraction: 1, changedMs: 9_000, endedMs: 9_000 },
    { elapsedMs: 1e12, status: "done", message: "all done", step: 0, fraction: 1, changedMs: 9_000, endedMs: 9_000 },
  ])("shows $status after $elapsedMs ms", ({ elapsedMs, message, endedMs, ...expected }) => {
    const moment = at({}, elapsedMs);
    expect(moment).toMatchObject({ ...expected, workStartMs: 2_000 });
    expect(moment.message).toBe(message);
    expect(moment.endedMs).toBe(endedMs);
  });

  it("bends the usual course to the wanted durations", () => {
    const scenario: Scenario = { waitingMs: 300, workingMs: 12_000 };
    // Both waits shrink to a tenth, 200 and 100 ms, and each half of the work takes 6 s.
    const statuses = [199, 200, 6_199, 6_200, 6_299, 6_300, 12_299, 12_300].map(
      (elapsedMs) => at(scenario, elapsedMs).status,
    );
    expect(statuses).toEqual(["waiting", "working", "working", "paused", "paused", "working", "working", "done"]);
  });

  it("skips the wait or the work that is to take no time", () => {
    expect(at({ waitingMs: 0 }, 0).status).toBe("working");
    expect(at({ waitingMs: 0, workingMs: 0, outcome: "failed" }, 0)).toMatchObject({ status: "broken", endedMs: 0 });
  });

  it("leaves work undone where the job does not finish", () => {
    expect(at({ outcome: "failed" }, 9_000)).toMatchObject({ status: "broken", message: "broke", fraction: 0.6 });
    expect(at({ outcome: "failed", endMessage: "no room" }, 9_000).message).toBe("no room");
  });

  it("refuses an outcome for which the provider has no status", () => {
    expect(() => createTimeline(vocabulary, { outcome: "partial" })).toThrow(
      'scenario.outcome "partial" has no status at this provider; it knows succeeded, failed',
    );
  });

  it("shows the phases that the scenario spells out, unknown statuses too, and stays at the last", () => {
    const scenario: Scenario = {
      phases: [
        { status: "strange", forMs: 1_000, percent: 40 },
        { status: "done", forMs: 1_000 },
        { status: "working", forMs: 1, message: "again" },
      ],
    };
    expect(at(scenario, 500)).toMatchObject({ status: "strange", stage: "working", fraction: 0.4 });
    expect(at(scenario, 1_500)).toMatchObject({ status: "done", stage: "ended", endedMs: 1_000 });
    expect(at(scenario, 1e9)).toMatchObject({ status: "working", stage: "working", message: "again", fraction: 0 });
    expect(at({ phases: [{ status: "strange", stage: "ended" }] }, 0)).toMatchObject({ stage: "ended", endedMs: 0 });
  });

  it("has no start of work where there was none", () => {
    expect(at({ phases: [{ status: "waiting" }] }, 0)).not.toHaveProperty("workStartMs");
    expect(at({ phases: [{ status: "broken" }] }, 0)).not.toHaveProperty("workStartMs");
    expect(at({ phases: [{ status: "done" }] }, 0)).toMatchObject({ workStartMs: 0, endedMs: 0 });
  });

  it("adds, replaces and leaves out what the scenario and the phase say", () => {
    const moment = at(
      { fields: { a: 1, b: 2 }, omit: ["x"], phases: [{ status: "done", fields: { b: null }, omit: ["y"] }] },
      0,
    );
    expect(withOverrides({ b: 0, c: 3, x: 4, y: 5 }, moment)).toEqual({ a: 1, b: null, c: 3 });
  });
});
