import { createHttpPoller } from "@azure/core-lro";
import { WaiterState, createWaiter } from "@smithy/util-waiter";
import pRetry from "p-retry";
import pWaitFor from "p-wait-for";
import { waitWithGax } from "./wait-with-gax.ts";

/** One way to set a peer up. All its delays grow in step with one of them, the base, which the bench tunes. */
export interface Peer {
  /** The library, as npm names it, or what else it is. */
  readonly name: string;
  /** Its settings but for the base. */
  readonly shape: string;
  /** The setting that is the base. */
  readonly base: string;
  /** Whether chance plays a part. */
  readonly jitter: boolean;
  /** Waits for a job that never ends with a base of `baseMs`, and calls `poll` for each request. */
  readonly start: (poll: () => void, baseMs: number) => Promise<unknown>;
}

const FACTORS = [1.1, 1.25, 1.5, 2] as const;
/** How many times the base the longest delay is. The last is beyond all jobs. */
const CAPS = [2, 4, 16, 2 ** 20] as const;

/** Every peer in every shape that the bench tries. */
export const peers: readonly Peer[] = [
  {
    name: "fetch loop",
    shape: "fixed interval",
    base: "interval",
    jitter: false,
    start: (poll, baseMs) => loop(poll, () => baseMs),
  },
  ...CAPS.map((cap): Peer => ({
    name: "fetch loop",
    shape: `backoff with full jitter, factor 2, longest ${cap} x first`,
    base: "first delay",
    jitter: true,
    start: (poll, baseMs) => loop(poll, (polls) => Math.random() * baseMs * Math.min(cap, 2 ** polls)),
  })),
  {
    name: "@azure/core-lro",
    shape: "fixed interval",
    base: "intervalInMs",
    jitter: false,
    start: async (poll, baseMs) => {
      const response = (statusCode: number) => ({
        flatResponse: {},
        rawResponse: {
          statusCode,
          request: { method: "POST", url: "/jobs" },
          headers: { "operation-location": "/jobs/1" },
          body: { status: "running" },
        },
      });
      const sendPollRequest = () => {
        poll();
        return Promise.resolve(response(200));
      };
      const lro = { sendInitialRequest: () => Promise.resolve(response(202)), sendPollRequest };
      await createHttpPoller(lro, { intervalInMs: baseMs }).pollUntilDone();
    },
  },
  ...[1, ...CAPS].map((cap): Peer => ({
    name: "@smithy/util-waiter",
    shape: `maxDelay ${cap} x minDelay`,
    base: "minDelay",
    jitter: cap > 1,
    start: (poll, baseMs) => {
      const minDelay = baseMs / 1_000;
      const maxDelay = minDelay * cap;
      return createWaiter({ client: {}, minDelay, maxDelay, maxWaitTime: 2 ** 60 }, {}, () => {
        poll();
        return Promise.resolve({ state: WaiterState.RETRY });
      });
    },
  })),
  ...[1, ...FACTORS].map((factor): Peer => ({
    name: "google-gax",
    shape: `retryDelayMultiplier ${factor}`,
    base: "initialRetryDelayMillis",
    jitter: false,
    start: (poll, baseMs) => waitWithGax(poll, { firstMs: baseMs, factor }),
  })),
  ...[true, false].map((before): Peer => ({
    name: "p-wait-for",
    shape: `before: ${before}`,
    base: "interval",
    jitter: false,
    start: (poll, baseMs) =>
      pWaitFor(
        () => {
          poll();
          return false;
        },
        { interval: baseMs, before },
      ),
  })),
  ...[1, ...FACTORS].flatMap((factor) =>
    [false, true].map((randomize): Peer => ({
      name: "p-retry",
      shape: `factor ${factor}, randomize: ${randomize}`,
      base: "minTimeout",
      jitter: randomize,
      start: (poll, baseMs) =>
        pRetry(
          () => {
            poll();
            throw new Error("not yet");
          },
          { retries: Infinity, factor, randomize, minTimeout: baseMs },
        ),
    })),
  ),
];

/** What people write by hand: polls at once, and sleeps between requests. */
async function loop(poll: () => void, delayMs: (polls: number) => number): Promise<never> {
  for (let polls = 0; ; polls += 1) {
    poll();
    await new Promise((resolve) => setTimeout(resolve, delayMs(polls)));
  }
}
