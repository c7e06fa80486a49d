import { expect, it } from "vitest";
import type { JobEvent } from "../context/job-event.ts";
import { exponential } from "./schedules/exponential.ts";
import { createAcmeClient, jobIn } from "../testing/acme-client.ts";
import { adaptive } from "./schedules/adaptive.ts";
import { estimateEnd } from "./estimate-end.ts";

const WALL_MS = Date.UTC(2026, 0, 1);

it("the estimate is the median, and its confidence what lies within a third of the remaining time", () => {
  // At 10 s: the end is at 30 s, 40 s or 50 s with equal chance, or at 100 s. The median is 40 s, and 30 s to 50 s is near.
  const endTimes = [
    [30_000, 0.25],
    [40_000, 0.25],
    [50_000, 0.25],
    [100_000, 0.25],
  ] as const;
  expect(estimateEnd({ endTimes, requestCostMs: 1 }, 10_000, WALL_MS)).toEqual({
    at: "2026-01-01T00:00:30.000Z",
    confidence: 0.75,
  });
});

it("what has passed counts no more", () => {
  const endTimes = [
    [5_000, 0.9],
    [20_000, 0.1],
  ] as const;
  expect(estimateEnd({ endTimes, requestCostMs: 1 }, 10_000, WALL_MS)).toEqual({
    at: "2026-01-01T00:00:10.000Z",
    confidence: 1,
  });
  expect(estimateEnd({ endTimes, requestCostMs: 1 }, 30_000, WALL_MS)).toBeUndefined();
});

/** The estimates of a watch, one for each update. */
async function estimatesOf(responses: Parameters<typeof createAcmeClient>[0], schedule = adaptive()) {
  const { client, clock } = createAcmeClient(responses);
  const estimates: (string | undefined)[] = [];
  const read = async () => {
    for await (const { estimatedEnd } of client.watch("7", { schedule })) estimates.push(estimatedEnd?.at);
  };
  await clock.run(read());
  return estimates;
}

it("a watch tells the estimate of its schedule once the job reports progress", async () => {
  const working = (done: number) => jobIn("WORKING", { done, of: 100 });
  const [first, second, third, end] = await estimatesOf([jobIn("WORKING"), working(10), working(20), jobIn("DONE")]);
  expect([first, end]).toEqual([undefined, undefined]);
  expect([second, third].every((at) => at !== undefined && Date.parse(at) > 0)).toBe(true);
});

it("a schedule without a forecast gives none", async () => {
  const working = (done: number) => jobIn("WORKING", { done, of: 100 });
  expect(await estimatesOf([working(10), working(20), jobIn("DONE")], exponential())).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it("the event of a change tells the estimate of its wait", async () => {
  const working = (done: number) => jobIn("WORKING", { done, of: 100 });
  const estimates: unknown[] = [];
  const onEvent = (event: JobEvent) => {
    if (event.type === "changed") estimates.push(event.estimatedEnd);
  };
  const { client, clock } = createAcmeClient([jobIn("WORKING"), working(10), jobIn("DONE")], { onEvent });
  await clock.run(client.wait("7", { schedule: adaptive() }));
  expect(estimates).toEqual([
    undefined,
    { at: expect.stringMatching(/^1970-01-01T/) as string, confidence: expect.any(Number) as number },
    undefined,
  ]);
});
