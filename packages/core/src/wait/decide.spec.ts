import { describe, expect, it } from "vitest";
import type { JobState } from "../model/job-state.ts";
import { JobStatusError, type JobStatusErrorCode } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { DurationMemory } from "../context/duration-memory.ts";
import { decide } from "./decide.ts";
import { type PollState, createPollState } from "./poll-state.ts";
import type { ResolvedWaitOptions } from "./resolve-wait-options.ts";

const OPTIONS: ResolvedWaitOptions = {
  schedule: () => 5_000,
  timeoutMs: 60_000,
  retryBudgetMs: 15_000,
  notFoundGraceMs: 0,
  confirmTerminal: false,
  minIntervalMs: 0,
  durations: undefined,
  memory: new DurationMemory(),
  until: undefined,
  stallMs: Infinity,
  onStall: undefined,
};

const statusIn = (state: JobState): JobStatus => ({ provider: "acme", id: "7", state, native: state, raw: {} });
const errorOf = (code: JobStatusErrorCode, details = {}) => new JobStatusError(code, "no", details);

/** The decision at 10 s of a wait that began at 0. */
function decisionAt10s(
  outcome: JobStatus | JobStatusError,
  state: Partial<PollState> = {},
  { timeoutAtMs = 60_000, ...options }: Partial<ResolvedWaitOptions> & { readonly timeoutAtMs?: number } = {},
) {
  const known = { ...createPollState(0), ...state };
  return decide(known, outcome, { ...OPTIONS, ...options }, { nowMs: 10_000, random: 0, timeoutAtMs });
}

describe("after a status", () => {
  it.each(["succeeded", "partial", "failed", "cancelled"] as const)("%s ends the wait", (state) => {
    expect(decisionAt10s(statusIn(state))).toEqual({ next: "end" });
  });

  it.each(["pending", "running", "unknown"] as const)("%s is polled again as the schedule says", (state) => {
    expect(decisionAt10s(statusIn(state))).toEqual({ next: "poll", atMs: 15_000, isPlanned: false });
  });

  it("the provider's limit comes before the schedule", () => {
    expect(decisionAt10s(statusIn("running"), { notBeforeMs: 22_000 })).toEqual({
      next: "poll",
      atMs: 22_000,
      isPlanned: false,
    });
  });

  it("a wait that may not send another request before its timeout has timed out", () => {
    expect(decisionAt10s(statusIn("running"), { notBeforeMs: 60_000 })).toEqual({ next: "timeout" });
  });

  it("jobs that are polled together may move what a schedule with a forecast plans, and nothing else", () => {
    const forecast = () => ({ endTimes: [], requestCostMs: 1 });
    const schedule = Object.assign(() => 5_000, { forecast });
    expect(decisionAt10s(statusIn("running"), {}, { schedule })).toEqual({
      next: "poll",
      atMs: 15_000,
      isPlanned: true,
    });
    const moved = [
      decisionAt10s(statusIn("running"), { notBeforeMs: 22_000 }, { schedule }),
      decisionAt10s(statusIn("running"), {}, { schedule, timeoutAtMs: 15_050 }),
      decisionAt10s(errorOf("unavailable"), { failures: 1, failingSinceMs: 10_000 }, { schedule }),
    ];
    expect(moved.map((decision) => decision.next === "poll" && decision.isPlanned)).toEqual([false, false, false]);
  });

  it("until ends the wait at a status that is not terminal", () => {
    const until = ({ state }: JobStatus) => state === "unknown";
    expect(decisionAt10s(statusIn("unknown"), {}, { until })).toEqual({ next: "end" });
    expect(decisionAt10s(statusIn("running"), {}, { until })).toEqual({ next: "poll", atMs: 15_000, isPlanned: false });
  });

  it("an until that returns a promise is refused: it would be true for every status", () => {
    const until = (() => Promise.resolve(false)) as unknown as ResolvedWaitOptions["until"];
    expect(() => decisionAt10s(statusIn("running"), {}, { until })).toThrow("until returned object, not true or false");
  });

  it("a terminal status that must be confirmed is polled once more, and ends the wait if it stays", () => {
    const once = [{ elapsedMs: 10_000, state: "failed" as const }];
    const options = { confirmTerminal: true };
    expect(decisionAt10s(statusIn("failed"), { samples: once }, options)).toEqual({
      next: "poll",
      atMs: 11_000,
      isPlanned: false,
    });
    expect(decisionAt10s(statusIn("failed"), { samples: once }, { ...options, minIntervalMs: 10_000 })).toEqual({
      next: "poll",
      atMs: 20_000,
      isPlanned: false,
    });
    const twice = [{ elapsedMs: 9_000, state: "failed" as const }, ...once];
    expect(decisionAt10s(statusIn("failed"), { samples: twice }, options)).toEqual({ next: "end" });
    const other = [{ elapsedMs: 9_000, state: "running" as const }, ...once];
    expect(decisionAt10s(statusIn("failed"), { samples: other }, options)).toEqual({
      next: "poll",
      atMs: 11_000,
      isPlanned: false,
    });
  });
});

describe("after a failed request", () => {
  it.each(["rate-limited", "unavailable", "invalid-response"] as const)("%s is retried", (code) => {
    expect(decisionAt10s(errorOf(code), { failures: 1, failingSinceMs: 10_000 })).toEqual({
      next: "poll",
      atMs: 11_000,
      isPlanned: false,
    });
  });

  it.each(["unauthenticated", "forbidden", "invalid-request", "not-found", "no-job"] as const)(
    "%s ends the wait",
    (code) => {
      const error = errorOf(code);
      expect(decisionAt10s(error, { polls: 1, misses: 2 })).toEqual({ next: "fail", error });
    },
  );

  it("each retry waits twice as long, up to 30 s", () => {
    const delays = [1, 2, 3, 4, 5, 6, 20].map((failures) => {
      const decision = decisionAt10s(errorOf("unavailable"), { failures, failingSinceMs: 9_000 });
      return decision.next === "poll" && decision.atMs - 10_000;
    });
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("the retry budget ends the wait, to the millisecond", () => {
    const error = errorOf("unavailable");
    const since = (failingSinceMs: number) => decisionAt10s(error, { failures: 4, failingSinceMs }).next;
    expect([since(-5_000), since(-5_001)]).toEqual(["poll", "fail"]);
  });

  it("a refused certificate ends every wait, also one that has seen a status", () => {
    const error = errorOf("unavailable", { permanent: "always" });
    expect(decisionAt10s(error, { polls: 1, failures: 1, failingSinceMs: 10_000 })).toEqual({ next: "fail", error });
  });

  it("an unknown host ends a wait that has seen no status, and no other", () => {
    const error = errorOf("unavailable", { permanent: "unless-seen" });
    expect(decisionAt10s(error, { failures: 1, failingSinceMs: 10_000 })).toEqual({ next: "fail", error });
    expect(decisionAt10s(error, { polls: 1, failures: 1, failingSinceMs: 10_000 }).next).toBe("poll");
  });

  it("a Retry-After past the timeout is said at once", () => {
    const error = errorOf("rate-limited", { retryAfterMs: 55_000 });
    expect(decisionAt10s(error, { notBeforeMs: 65_000 })).toEqual({ next: "timeout", error });
  });

  it("a job is forgiven for not being found within the grace period, seen or not", () => {
    const options = { notFoundGraceMs: 10_001 };
    expect(decisionAt10s(errorOf("not-found"), { misses: 5 }, options).next).toBe("poll");
    expect(decisionAt10s(errorOf("gone"), { polls: 3, misses: 5 }, options).next).toBe("poll");
    expect(decisionAt10s(errorOf("not-found"), { misses: 1 }, { notFoundGraceMs: 10_000 }).next).toBe("fail");
  });

  it("a job that was seen is polled once more before it is gone, unless the provider says so by HTTP 410", () => {
    expect(decisionAt10s(errorOf("gone"), { polls: 1, misses: 1 }).next).toBe("poll");
    expect(decisionAt10s(errorOf("gone"), { polls: 1, misses: 2 }).next).toBe("fail");
    expect(decisionAt10s(errorOf("gone", { httpStatus: 410 }), { polls: 1, misses: 0 }).next).toBe("fail");
  });
});
