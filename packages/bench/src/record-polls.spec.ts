import { expect, it } from "vitest";
import { peers } from "./peers.ts";
import { recordPolls } from "./record-polls.ts";

const half = { most: 5, random: () => 0.5 };

function peer(name: string, shape: string) {
  const found = peers.find((candidate) => candidate.name === name && candidate.shape === shape);
  if (!found) throw new Error(`no peer ${name} (${shape})`);
  return found;
}

it.each([
  // A sleep of the interval after each poll.
  ["fetch loop", "fixed interval", [0, 1_000, 2_000, 3_000, 4_000]],
  ["@azure/core-lro", "fixed interval", [0, 1_000, 2_000, 3_000, 4_000]],
  ["p-wait-for", "before: true", [0, 1_000, 2_000, 3_000, 4_000]],
  ["p-wait-for", "before: false", [1_000, 2_000, 3_000, 4_000, 5_000]],
  // Half of 1, 2, 4 and 8 seconds.
  ["fetch loop", "backoff with full jitter, factor 2, longest 16 x first", [0, 500, 1_500, 3_500, 7_500]],
  // The middle between the least delay and 1, 2 and 4 seconds, then the longest.
  ["@smithy/util-waiter", "maxDelay 4 x minDelay", [0, 1_000, 2_500, 5_000, 9_000]],
  ["google-gax", "retryDelayMultiplier 2", [0, 1_000, 3_000, 7_000, 15_000]],
  ["p-retry", "factor 2, randomize: false", [0, 1_000, 3_000, 7_000, 15_000]],
  // One and a half times as long.
  ["p-retry", "factor 2, randomize: true", [0, 1_500, 4_500, 10_500, 22_500]],
] as const)("%s (%s) polls when its documents say", async (name, shape, polls) => {
  expect(await recordPolls((poll) => peer(name, shape).start(poll, 1_000), half)).toEqual(polls);
});

it("the real timers are back afterwards, also when a library stops by itself", async () => {
  const before = [setTimeout, clearTimeout, Date.now, Math.random, performance.now];
  const stopping = recordPolls((poll) => {
    poll();
    return Promise.reject(new Error("I give up"));
  }, half);
  await expect(stopping).rejects.toThrow("the library stopped polling after 1 polls");
  expect([setTimeout, clearTimeout, Date.now, Math.random, performance.now]).toEqual(before);
});
