import type { Clock } from "./clock.ts";

/** The sessions that a simulator has given out. */
export interface SessionStore {
  /**
   * Opens a session that holds for a time, and gives its value. Values are counted up: the same calls, the same values.
   *
   * @param prefix - How the value begins. Default: the provider's own prefix.
   */
  open(lifetimeMs: number, prefix?: string): string;
  /** Lets a chosen value pass as a session until it is expired. */
  grant(value: string): void;
  /** Extends a session that holds to a time from now, if that is longer than it has. */
  extend(value: string, lifetimeMs: number): void;
  /** Says whether a value is a session that still holds. */
  holds(value: string | undefined): boolean;
  /** Ends one session. */
  close(value: string | undefined): void;
  /** Ends every session. */
  expireAll(): void;
}

/** Creates an empty store. Values look like `simulated-token-1`. */
export function createSessionStore(clock: Clock, ownPrefix: string): SessionStore {
  const expiryByValue = new Map<string, number>();
  let opened = 0;
  return {
    open(lifetimeMs, prefix = ownPrefix) {
      const nowMs = clock.now();
      // Traffic Ops opens one with every response: without this a long run would pile them up.
      for (const [value, expiryMs] of expiryByValue) if (expiryMs <= nowMs) expiryByValue.delete(value);
      opened += 1;
      const value = `${prefix}-${opened}`;
      expiryByValue.set(value, nowMs + lifetimeMs);
      return value;
    },
    grant(value) {
      expiryByValue.set(value, Infinity);
    },
    extend(value, lifetimeMs) {
      const expiryMs = expiryByValue.get(value);
      if (expiryMs !== undefined) expiryByValue.set(value, Math.max(expiryMs, clock.now() + lifetimeMs));
    },
    holds(value) {
      if (value === undefined) return false;
      const expiryMs = expiryByValue.get(value);
      return expiryMs !== undefined && clock.now() < expiryMs;
    },
    close(value) {
      if (value !== undefined) expiryByValue.delete(value);
    },
    expireAll() {
      expiryByValue.clear();
    },
  };
}
