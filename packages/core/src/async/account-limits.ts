import type { RequestCount } from "./account-gate.ts";

/** An account's limit as a provider states it: so many requests in any interval. */
export interface AccountLimit {
  readonly requests: number;
  readonly intervalMs: number;
}

/** Keeps to the limits that a contract states of an account: it remembers when the last requests were admitted, as many as they count. */
export function limitAccounts(limits: readonly AccountLimit[]): RequestCount {
  const counted = Math.max(...limits.map(({ requests }) => requests));
  const admittedMs: number[] = [];
  return {
    availableAtMs: () =>
      Math.max(...limits.map(({ requests, intervalMs }) => (admittedMs.at(-requests) ?? -Infinity) + intervalMs)),
    add(atMs) {
      if (admittedMs.push(atMs) > counted) admittedMs.shift();
    },
    endMs: () => Math.max(...limits.map(({ intervalMs }) => (admittedMs.at(-1) ?? -Infinity) + intervalMs)),
  };
}
