/** How many of the last values percentiles are taken from. */
const MAX_VALUES = 1_000;

/** Counts what this process does. */
export class Tally {
  steps = 0;
  ends = 0;
  /** How many statuses the waits that have ended had seen. */
  polls = 0;
  logins = 0;
  /** How many requests were sent sooner than the provider's interval allows. */
  brokenFloors = 0;
  #lagsMs: number[] = [];
  #next = 0;

  /** Notes how long after it was due a step was taken, in milliseconds. */
  addLag(ms: number): void {
    this.#lagsMs[this.#next] = ms;
    this.#next = (this.#next + 1) % MAX_VALUES;
  }

  /** The lag that so large a part of the last steps did not exceed, in milliseconds; 0 if there was no step. */
  lagMs(part: number): number {
    const sorted = this.#lagsMs.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  }
}
