import { describe, expect, it } from "vitest";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { fingerprintOf } from "./fingerprint-of.ts";
import { createPollState, isMiss, passedSince, recordPoll } from "./poll-state.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { ScheduleInput } from "../model/schedule.ts";
import { createVirtualClock } from "../virtual-clock.ts";

const EXCHANGE = { sentMs: 1_000, atMs: 1_000, notBeforeMs: 0, isRateLimited: false, random: 0 };

describe("a long wait remembers", () => {
  /** What the schedule sees after so many statuses, one each second. */
  async function seenAfter(polls: number): Promise<readonly number[]> {
    const responses = [...Array.from({ length: polls }, () => jobIn("WORKING")), jobIn("DONE")];
    const { client, clock } = createAcmeClient(responses);
    let seconds: readonly number[] = [];
    const schedule = ({ samples }: ScheduleInput) => {
      seconds = samples.map(({ elapsedMs }) => elapsedMs / 1_000);
      return 1_000;
    };
    await clock.run(client.wait("7", { schedule }));
    return seconds;
  }

  it("all of the first 64 statuses", async () => {
    expect(await seenAfter(64)).toEqual(Array.from({ length: 64 }, (_, second) => second));
  });

  it("after that the first 4 and the latest 60", async () => {
    const latest = Array.from({ length: 60 }, (_, n) => 10 + n);
    expect(await seenAfter(70)).toEqual([0, 1, 2, 3, ...latest]);
  });
});

it("time counts from when the waiting began, and not from 1970", async () => {
  const { client, clock, requests } = createAcmeClient([{ status: 404 }, jobIn("WORKING"), jobIn("DONE")]);
  await clock.advance(60_000);
  const inputs: ScheduleInput[] = [];
  const schedule = (input: ScheduleInput) => {
    inputs.push(input);
    return 2_000;
  };
  await clock.run(client.wait("7", { schedule }));
  // A job that is not found may still appear in the first 10 s.
  expect(requests.map(({ atMs }) => atMs)).toEqual([60_000, 61_000, 63_000]);
  expect(inputs).toMatchObject([{ elapsedMs: 1_000, samples: [{ elapsedMs: 1_000, state: "running" }] }]);
});

it("a Retry-After that is kept to isn't an outage", () => {
  const state = createPollState<unknown>(0);
  const error = new JobStatusError("unavailable", "down");
  recordPoll<unknown>(state, error, EXCHANGE);
  expect([state.failures, state.failingSinceMs]).toEqual([1, 1_000]);
  recordPoll<unknown>(state, error, { ...EXCHANGE, isRateLimited: true });
  expect([state.failures, state.failingSinceMs]).toEqual([1, undefined]);
});

it("a status that follows an error isn't a change if it is that of before", () => {
  const memory = createPollState<unknown>(0);
  const status = { id: "7", state: "running", native: "WORKING" } as JobStatus;
  const moved = [status, new JobStatusError("unavailable", "down"), { ...status }, { ...status, native: "BUSY" }].map(
    (response) => {
      recordPoll<unknown>(memory, response, EXCHANGE);
      return memory.hasChanged;
    },
  );
  expect(moved).toEqual([true, false, false, true]);
});

it("a response that says the same again gives the very same status", async () => {
  const { clock, fetch } = createAcmeClient([jobIn("WORKING"), jobIn("WORKING"), jobIn("WORKING", { done: 1 })]);
  const { readsHead: _readsHead, ...parts } = allParts;
  const options = { tenant: "shop", credentials: { token: "opensesame" }, clock, fetch };
  const client = createJobClient(acmeContract, options, parts);
  const seen: JobStatus[] = [];
  const until = (status: JobStatus) => seen.push(status) === 3;
  await clock.run(client.wait("7", { until }));
  expect(seen[1]).toBe(seen[0]);
  expect(seen[2]).toMatchObject({ progress: { completed: 1 } });
});

describe("the state at the beginning of a wait", () => {
  it("knows nothing without a token, and has no places for what most jobs never have", () => {
    expect(createPollState(5_000)).toStrictEqual({
      startedMs: 5_000,
      polls: 0,
      failures: 0,
      misses: 0,
      samples: [],
      maxLatencyMs: 0,
      changedMs: 5_000,
      notBeforeMs: 5_000,
      nextPath: undefined,
      hasChanged: false,
      random: 0,
      lastStatus: undefined,
    });
  });

  it("has the moments of a token, moved to this clock", () => {
    // The wait had taken 30 s when the token was made, and that was 2 s ago.
    const token: ResumeToken = {
      resumeToken: 1,
      provider: "acme",
      id: "7",
      startedAtMs: 1_000_000,
      createdAtMs: 1_030_000,
      minDelayMs: 10_000,
      polls: 3,
      failures: 2,
      outageMs: 4_000,
      unchangedMs: 20_000,
      fingerprint: "print",
      maxLatencyMs: 150,
      samples: [{ elapsedMs: 0, state: "running" }],
    };
    const state = createPollState(100_000, token, 2_000);
    expect(state).toMatchObject({
      startedMs: 68_000,
      polls: 3,
      failures: 2,
      failingSinceMs: 94_000,
      samples: token.samples,
      maxLatencyMs: 150,
      changedMs: 78_000,
      notBeforeMs: 108_000,
      fingerprint: "print",
    });
    expect(createPollState(100_000, { ...token, failures: 0 }, 2_000).failingSinceMs).toBeUndefined();
    // A token that says that it was made before its wait began.
    expect(createPollState(100_000, { ...token, createdAtMs: 0 }, 2_000).startedMs).toBe(98_000);
  });

  it("counts the time since a token by the wall clock, and never less than none", () => {
    const token = { createdAtMs: 4_000 } as ResumeToken;
    expect(passedSince(createVirtualClock(9_000), token)).toBe(5_000);
    expect(passedSince(createVirtualClock(1_000), token)).toBe(0);
    expect(passedSince(createVirtualClock(9_000), undefined)).toBe(0);
  });
});

describe("a response is recorded", () => {
  const running = { id: "7", state: "running", native: "WORKING" } as JobStatus;
  const record = { sentMs: 9_000, atMs: 10_000, notBeforeMs: 12_000, isRateLimited: false, random: 0.5 };

  it("a status is recorded, and ends an outage", () => {
    const state = createPollState<unknown>(1_000);
    recordPoll<unknown>(state, new JobStatusError("unavailable", "down"), EXCHANGE);
    recordPoll<unknown>(state, new JobStatusError("not-found", "no"), EXCHANGE);
    state.unrecorded = { sentMs: 9_000 };
    recordPoll<unknown>(state, running, record);
    expect(state).toMatchObject({
      polls: 1,
      failures: 0,
      misses: 0,
      failingSinceMs: undefined,
      lastError: undefined,
      lastStatus: running,
      hasChanged: true,
      changedMs: 10_000,
      maxLatencyMs: 1_000,
      notBeforeMs: 12_000,
      unrecorded: undefined,
      random: 0.5,
      samples: [{ elapsedMs: 9_000, state: "running" }],
    });
    recordPoll<unknown>(state, { ...running }, { ...record, sentMs: 19_500, atMs: 20_000 });
    expect(state).toMatchObject({ polls: 2, hasChanged: false, changedMs: 10_000, maxLatencyMs: 1_000 });
    expect(state.samples.map(({ elapsedMs }) => elapsedMs)).toEqual([9_000, 19_000]);
  });

  it("an error is recorded, and changes nothing of the status", () => {
    const state = createPollState<unknown>(0);
    recordPoll<unknown>(state, running, EXCHANGE);
    const down = new JobStatusError("unavailable", "down");
    recordPoll<unknown>(state, down, record);
    recordPoll<unknown>(state, down, { ...record, sentMs: 14_000, atMs: 14_000 });
    expect(state).toMatchObject({ polls: 1, failures: 2, failingSinceMs: 9_000, lastError: down, lastStatus: running });
    expect([state.hasChanged, state.changedMs, state.samples.length]).toEqual([false, 1_000, 1]);
  });

  it.each([
    ["not-found", 404, true],
    ["gone", 404, true],
    ["gone", undefined, true],
    ["gone", 410, false],
    ["forbidden", 404, false],
  ] as const)("a job that was not found is recorded as a miss: %s with HTTP %s", (code, httpStatus, isMissed) => {
    const state = createPollState<unknown>(0);
    const error = new JobStatusError(code, "no", { httpStatus });
    recordPoll<unknown>(state, error, EXCHANGE);
    expect([isMiss(error), state.misses, state.failures]).toEqual([isMissed, isMissed ? 1 : 0, isMissed ? 0 : 1]);
  });

  it.each([
    [
      "a running job with progress",
      { ...running, progress: { fraction: 0.5 } },
      true,
      ["0 running 0", "1000 running 0.5"],
    ],
    ["a job without progress", running, true, ["1000 running"]],
    ["a job that waits", { ...running, state: "pending", progress: { fraction: 0.5 } }, true, ["1000 pending 0.5"]],
    ["a job that may be old", { ...running, progress: { fraction: 0.5 } }, false, ["1000 running 0.5"]],
  ])("a wait that began with its job has the progress of 0 at its beginning: %s", (_, status, isNew, samples) => {
    const state = { ...createPollState<unknown>(0), isNew };
    recordPoll<unknown>(state, status as JobStatus, EXCHANGE);
    const shown = () => state.samples.map((sample) => Object.values(sample).join(" "));
    expect(shown()).toEqual(samples);
    recordPoll<unknown>(state, status as JobStatus, record);
    expect(shown().slice(0, -1)).toEqual(samples);
  });

  it("progress at the moment at which the wait began is recorded as it is", () => {
    const state = { ...createPollState<unknown>(1_000), isNew: true };
    recordPoll<unknown>(state, { ...running, progress: { fraction: 0.5 } }, EXCHANGE);
    expect(state.samples).toEqual([{ elapsedMs: 0, state: "running", fraction: 0.5 }]);
  });

  it("a status that the token knows does not count as a change, whatever its raw response is", () => {
    const print = fingerprintOf(running);
    for (const [fingerprint, hasChanged] of [
      [print, false],
      ["other", true],
      [undefined, true],
    ] as const) {
      const state = { ...createPollState<unknown>(0), fingerprint };
      recordPoll<unknown>(state, { ...running, raw: { n: 1 } }, EXCHANGE);
      expect(state.hasChanged).toBe(hasChanged);
    }
  });
});
