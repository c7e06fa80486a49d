import type { Clock } from "./clock.ts";
import type { HeaderPairs } from "./responses.ts";

/** Counts an account's requests by the minute. */
export interface ZendeskLimits {
  /** Counts a request; gives the seconds to wait where the minute's requests are used up. */
  take(): number | undefined;
  /** The headers that say how many requests are left, and in how many seconds the minute ends. */
  headers(): HeaderPairs;
  /** Uses up the minute. */
  exhaust(): void;
  reset(): void;
}

const MINUTE_MS = 60_000;

/** Creates the limit with nothing counted. */
export function createZendeskLimits(clock: Clock, requestsPerMinute: number): ZendeskLimits {
  let windowStartMs = -Infinity;
  let inWindow = 0;

  function enterWindow(): number {
    const nowMs = clock.now();
    if (nowMs - windowStartMs >= MINUTE_MS) {
      windowStartMs = nowMs;
      inWindow = 0;
    }
    return Math.ceil((windowStartMs + MINUTE_MS - nowMs) / 1000);
  }

  return {
    take() {
      const retryAfterS = enterWindow();
      if (inWindow >= requestsPerMinute) return retryAfterS;
      inWindow += 1;
      return undefined;
    },
    headers() {
      const resetS = enterWindow();
      return [
        ["ratelimit-limit", String(requestsPerMinute)],
        ["ratelimit-remaining", String(Math.max(0, requestsPerMinute - inWindow))],
        ["ratelimit-reset", String(resetS)],
      ];
    },
    exhaust() {
      enterWindow();
      inWindow = requestsPerMinute;
    },
    reset() {
      windowStartMs = -Infinity;
    },
  };
}
