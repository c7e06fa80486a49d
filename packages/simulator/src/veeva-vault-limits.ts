import type { Clock } from "./clock.ts";
import type { HeaderPairs } from "./responses.ts";

/** What Vault counts: requests for each job, and requests in all. */
export interface VaultLimits {
  /** Takes the right to ask for a job; false where it was taken less than 10 s ago. A refused try does not count. */
  takeJob(jobId: string): boolean;
  /** Takes the right to poll a job from every caller. */
  exhaustJob(jobId: string): void;
  /** Counts a request, and gives the headers that say how many are left. */
  headersOfRequest(): HeaderPairs;
  reset(): void;
}

/** Vault answers a status request once in 10 s for each job (Retrieve Job Status, introduction). */
const MIN_POLL_INTERVAL_MS = 10_000;
const BURST_WINDOW_MS = 5 * 60 * 1000;
/** By how much Vault delays a response once the burst limit is passed. The header says so; nothing waits here. */
const RESPONSE_DELAY_MS = 500;

/** Creates the limits with nothing counted. */
export function createVaultLimits(clock: Clock, burstLimit: number): VaultLimits {
  const takenAtMs = new Map<string, number>();
  let windowStartMs = -Infinity;
  let inWindow = 0;
  let executions = 0;
  return {
    takeJob(jobId) {
      const nowMs = clock.now();
      const lastMs = takenAtMs.get(jobId);
      if (lastMs !== undefined && nowMs - lastMs < MIN_POLL_INTERVAL_MS) return false;
      takenAtMs.set(jobId, nowMs);
      return true;
    },
    exhaustJob(jobId) {
      takenAtMs.set(jobId, clock.now());
    },
    headersOfRequest() {
      const nowMs = clock.now();
      if (nowMs - windowStartMs >= BURST_WINDOW_MS) {
        windowStartMs = nowMs;
        inWindow = 0;
      }
      inWindow += 1;
      executions += 1;
      return [
        ["x-vaultapi-executionid", `simulated-execution-${executions}`],
        ["x-vaultapi-burstlimit", String(burstLimit)],
        ["x-vaultapi-burstlimitremaining", String(Math.max(0, burstLimit - inWindow))],
        ...(inWindow > burstLimit ? ([["x-vaultapi-responsedelay", String(RESPONSE_DELAY_MS)]] as const) : []),
      ];
    },
    reset() {
      takenAtMs.clear();
      windowStartMs = -Infinity;
    },
  };
}
