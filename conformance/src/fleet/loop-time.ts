import type { ProviderTime } from "./fleet-provider.ts";

/** How often the event loop is looked at, in milliseconds. */
const BEAT_MS = 5;
/** In how many turns of the event loop a request is read at the latest: its connection is accepted first. */
const BEATS = 3;

/**
 * Real time, of a process that may stand still: a request that comes meanwhile is read too late, so that the next one seems to come too
 * early. Each arrival has therefore two moments, and only the time between the earlier of one and the later of the next is sure.
 */
export class LoopTime implements ProviderTime {
  #beats: number[] = [];
  #longestMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#beat();
  }

  now(): number {
    return performance.now();
  }

  earliest(): number {
    return this.#beats[0] ?? this.now();
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** For how long this process has stood still at the longest. */
  get longestStallMs(): number {
    return this.#longestMs;
  }

  /** Leaves the event loop alone. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #beat(): void {
    const nowMs = this.now();
    this.#longestMs = Math.max(this.#longestMs, nowMs - (this.#beats.at(-1) ?? nowMs) - BEAT_MS);
    this.#beats = [...this.#beats, nowMs].slice(-BEATS);
    // Sockets are read after timers and before immediates: what waited while the process stood still is read before the next beat.
    this.#timer = setTimeout(() => setImmediate(() => this.#beat()), BEAT_MS);
  }
}
