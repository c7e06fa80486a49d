import { fixed } from "@jobstatus/core";
import { expect, it } from "vitest";
import { contendersFrom } from "./compare.ts";
import { type Life, lifeFrom } from "./lives.ts";
import { equalIntervalMs, meanCost } from "./mean-cost.ts";
import { DEFAULTS } from "./settings.ts";

const lifeOf = (endMs: number): Life => ({ phases: [{ status: "working", forMs: endMs }], items: [], endMs, omit: [] });

it("counts requests and lag by hand", async () => {
  // Polls at 0, 10, 20 and 30 s, and at 0 and 10 s.
  expect(await meanCost("zendesk", fixed(10_000), [lifeOf(25_000), lifeOf(7_000)])).toEqual({
    requests: 3,
    lagMs: 4_000,
  });
});

it("keeps to the provider's rate limit", async () => {
  expect(await meanCost("veeva-vault", fixed(1_000), [lifeOf(25_000)])).toEqual({ requests: 4, lagMs: 5_000 });
});

it("finds the interval that sends as many requests", () => {
  // Four requests for a job of 25 s: the shortest interval is a third of it.
  expect(equalIntervalMs(4, [lifeOf(25_000)])).toBe(8_334);
});

it("compares with a fixed interval that sends as many requests, on jobs that do not end with it", async () => {
  const [adaptive, fixedInterval] = await contendersFrom(DEFAULTS);
  expect(fixedInterval?.setting.name).toBe("fixed");
  expect(fixedInterval?.mean.requests).toBeCloseTo(adaptive?.mean.requests ?? 0, 1);
  const intervalMs = (fixedInterval?.setting.firstS ?? 0) * 1_000;
  expect(Math.abs((fixedInterval?.mean.lagMs ?? 0) / intervalMs - 0.5)).toBeLessThan(0.1);
});

it("draws the same job from the same seed, and others from other seeds", () => {
  const endMs = (seed: number) => lifeFrom("zendesk", "smooth", seed).endMs;
  expect(endMs(3)).toBe(endMs(3));
  expect(new Set([1, 2, 3, 4, 5].map(endMs)).size).toBe(5);
});
