/** Where a simulator reads the time. Tests pass one that they move by hand. */
export interface Clock {
  /** The moment, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
