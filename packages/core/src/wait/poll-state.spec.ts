import { describe, expect, it } from "vitest";
import { allParts } from "../client/all-parts.ts";
import { createJobClient } from "../client/create-job-client.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { acmeContract } from "../testing/acme-contract.ts";
import { createPollState, recordPoll } from "./poll-state.ts";
import type { ScheduleInput } from "../model/schedule.ts";

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
