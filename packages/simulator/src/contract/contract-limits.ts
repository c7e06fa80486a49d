import type { Clock } from "../clock.ts";
import type { SimulatedContract } from "./simulated-contract.ts";

/** The limits of requests that a contract states. */
export interface ContractLimits {
  /** Counts a request of the account; how long it must wait in milliseconds if it comes too early. */
  takeForAccount(): number | undefined;
  /** Counts a request for a job; how long it must wait in milliseconds if it comes too early. */
  takeForJob(key: string, intervalMs: number | undefined): number | undefined;
  /** Uses up the limit for a job. */
  exhaustJob(key: string): void;
  /** Uses up the limit of the account. */
  exhaustAccount(): void;
  reset(): void;
}

/** Creates the limits of a contract; nothing is used up. */
export function createContractLimits({ accountLimits = [] }: SimulatedContract, clock: Clock): ContractLimits {
  const lastByJob = new Map<string, number>();
  const counted = Math.max(0, ...accountLimits.map(({ requests }) => requests));
  let taken: number[] = [];
  return {
    takeForAccount() {
      const nowMs = clock.now();
      const waitMs = Math.max(
        ...accountLimits.map(({ requests, intervalMs }) => (taken.at(-requests) ?? -Infinity) + intervalMs - nowMs),
      );
      if (waitMs > 0) return waitMs;
      if (counted > 0) taken = [...taken, nowMs].slice(-counted);
      return undefined;
    },
    takeForJob(key, intervalMs) {
      if (intervalMs === undefined) return undefined;
      const nowMs = clock.now();
      const lastMs = lastByJob.get(key);
      if (lastMs !== undefined && nowMs - lastMs < intervalMs) return lastMs + intervalMs - nowMs;
      lastByJob.set(key, nowMs);
      return undefined;
    },
    exhaustJob: (key) => lastByJob.set(key, clock.now()),
    exhaustAccount() {
      taken = Array.from({ length: counted }, () => clock.now());
    },
    reset() {
      lastByJob.clear();
      taken = [];
    },
  };
}
