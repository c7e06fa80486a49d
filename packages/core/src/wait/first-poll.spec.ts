import { describe, expect, it } from "vitest";
import { batchedAcmeContract } from "../testing/acme-contract.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import type { Contract } from "../contract/contract.ts";
import type { JobReference } from "../reference/job-reference.ts";
import type { ScheduleInput } from "../model/schedule.ts";
import { adaptive } from "./schedules/adaptive.ts";
import { fixed } from "./schedules/fixed.ts";
import type { WaitOptions } from "./wait-options.ts";

const startContract: Contract = { ...batchedAcmeContract, references: [{ from: "body", id: "/started" }] };
const { batch: _batch, ...singleContract } = startContract;
const started = () => new Response('{"started":"7"}');

/** When the requests of a wait were sent, in milliseconds from its beginning. */
async function pollsOf(
  job: JobReference,
  options: WaitOptions,
  contract: Contract = singleContract,
): Promise<number[]> {
  const { client, clock, requests } = createAcmeClient([jobIn("WORKING"), jobIn("DONE")], {}, contract);
  await clock.run(client.wait(job, options));
  return requests.map(({ atMs }) => atMs);
}

describe("the progress of a job that has only just started", () => {
  /** The samples that the schedule gets after the first poll, which finds this status. */
  async function samplesAfter(job: JobReference, state: string, more: object) {
    const seen: ScheduleInput[] = [];
    const delayMs = (input: ScheduleInput) => (seen.push(input), 4_000);
    const schedule = Object.assign(delayMs, {
      forecast: () => ({ endTimes: [[5_000, 1]] as const, requestCostMs: 1 }),
    });
    const responses = [jobIn(state, { ...more }), jobIn("DONE")];
    const { client, clock } = createAcmeClient(responses, { schedule }, singleContract);
    await clock.run(client.wait(job));
    return seen.at(-1)?.samples;
  }
  const half = { done: 1, of: 2 };
  const found = { elapsedMs: 4_000, state: "running", fraction: 0.5 };

  it("was 0 when it started", async () => {
    expect(await samplesAfter(started(), "WORKING", half)).toEqual([{ ...found, elapsedMs: 0, fraction: 0 }, found]);
  });

  it("is not known if the job was passed as an ID, if it is queued, or if it reports none", async () => {
    expect(await samplesAfter("7", "WORKING", half)).toEqual([{ ...found, elapsedMs: 0 }]);
    expect(await samplesAfter(started(), "QUEUED", half)).toEqual([{ ...found, state: "pending" }]);
    expect(await samplesAfter(started(), "WORKING", {})).toEqual([{ elapsedMs: 4_000, state: "running" }]);
  });
});

describe("the first poll of a wait", () => {
  it("comes at once for an ID: the job may have ended already", async () => {
    const [first] = await pollsOf("7", { schedule: adaptive() });
    expect(first).toBe(0);
  });

  it.each<[string, () => JobReference]>([
    ["the response of a start call", started],
    ["the body of a start call's response", () => ({ started: "7" })],
  ])("comes for %s when the schedule thinks that the job may have ended", async (_, job) => {
    const schedule = adaptive({ expectedDurationMs: 20_000 });
    const input = { samples: [], polls: 0, elapsedMs: 0, random: 0, minIntervalMs: 0, durationsMs: [] };
    const [first] = await pollsOf(job(), { schedule });
    expect(first).toBeCloseTo(schedule(input), 3);
    expect(first).toBeGreaterThan(500);
  });

  it("comes after ten seconds at the latest, since it shows what is wrong with the call", async () => {
    const [first] = await pollsOf(started(), { schedule: adaptive({ expectedDurationMs: 3_600_000 }) });
    expect(first).toBe(10_000);
  });

  it("comes early enough for its response to arrive before the timeout", async () => {
    const schedule = adaptive({ expectedDurationMs: 3_600_000 });
    const { client, clock, requests } = createAcmeClient([jobIn("DONE")], {}, singleContract);
    await clock.run(client.wait(started(), { schedule, timeoutMs: 2_000 }));
    expect(requests.map(({ atMs }) => atMs)).toEqual([1_900]);
  });

  it("comes at once with a schedule that makes no forecast", async () => {
    expect(await pollsOf(started(), { schedule: fixed(5_000) })).toEqual([0, 5_000]);
  });

  it("is planned with the other jobs of a batch", async () => {
    const { client, clock, requests } = createAcmeClient(
      ({ url }) =>
        url.includes("/many")
          ? {
              body: {
                jobs: [
                  { id: "7", state: "DONE" },
                  { id: "8", state: "DONE" },
                ],
              },
            }
          : jobIn("DONE"),
      { schedule: adaptive() },
      startContract,
    );
    await clock.run(Promise.all([client.wait({ started: "7" }), client.wait({ started: "8" })]));
    expect(requests.length).toBe(1);
    expect(requests[0]?.atMs).toBeGreaterThan(0);
  });
});
