import { retryInTimers } from "./retry-in-timers.ts";
import type { TimerQueue } from "./timer-queue.ts";

/** Counts the requests of an account towards the limits that a contract states. It keeps moments only. */
export interface RequestCount {
  /** The moment from which the limits allow another request. */
  availableAtMs(): number;
  /** Counts a request that is admitted for a moment. */
  add(atMs: number): void;
  /** The moment from which no request counts any more. */
  endMs(): number;
}

/** What requests need of the gate of their account. */
export type RequestGate = Pick<AccountGate, "admit" | "onResponse" | "onRefusal">;

/** How much slower than the rate that a refusal shows requests continue, and by how much the pace recovers. */
const CAUTION = 1.05;
const RECOVERY = 0.97;
/** A refusal after fewer responses says little about the rate, unless the one before said the same. */
const MIN_RESPONSES = 5;
/** How long the pace of an account without requests is kept. */
const PACE_MS = 3_600_000;
/** After so many responses without a refusal the pace recovers a little. */
const RECOVERY_RESPONSES = 40;

/**
 * The limits of one account, for all requests of its clients. It keeps to those that the contract states; if the provider
 * refuses a request and says how long to wait, everybody waits, and the requests that come after are spread at the rate
 * that the refusal has shown: so many requests were allowed in so much time.
 *
 * Requests are admitted in the order of their calls. It keeps moments only, no promises and no timers, so that waits may share
 * it that may share nothing else.
 */
export class AccountGate {
  readonly #count: RequestCount | undefined;
  #heldUntilMs = -Infinity;
  /** The pace after a refusal, in milliseconds from one request to the next; 0 if none was refused. */
  #spacingMs = 0;
  #nextMs = -Infinity;
  #isSuspicious = false;
  #periodStartMs: number | undefined;
  #responses = 0;
  #responsesAtPace = 0;

  readonly #onHold: ((gate: AccountGate) => void) | undefined;

  /**
   * @param count - Counts requests, if the contract states limits.
   * @param onHold - Called when it holds something that must not be forgotten.
   */
  constructor(count?: RequestCount, onHold?: (gate: AccountGate) => void) {
    this.#count = count;
    this.#onHold = onHold;
  }

  /** Says whether the gate holds nothing that a new one would not: no pace of the last hour, and no moment to come. */
  isIdle(nowMs: number): boolean {
    const pacedUntilMs = this.#nextMs + (this.#spacingMs > 0 ? PACE_MS : 0);
    return Math.max(this.#heldUntilMs, pacedUntilMs, this.#count?.endMs() ?? -Infinity) <= nowMs;
  }

  /** Resolves when a request may be sent; undefined if it may be sent now. */
  admit(timers: TimerQueue, signal: AbortSignal): Promise<void> | undefined {
    const nowMs = timers.now();
    const atMs = this.#reserve(nowMs);
    return atMs > nowMs ? this.#wait(timers, atMs, signal) : undefined;
  }

  /** Notes that a request got a response. */
  onResponse(): void {
    this.#responses += 1;
    if (this.#spacingMs === 0) return;
    this.#responsesAtPace += 1;
    if (this.#responsesAtPace < RECOVERY_RESPONSES) return;
    this.#responsesAtPace = 0;
    this.#spacingMs *= RECOVERY;
  }

  /**
   * Notes that a request was refused for the account's limit.
   *
   * @param sentMs - When the request was sent: one that was under way already when the gate closed shows nothing new.
   * @param retryAfterMs - How long the provider says to wait.
   */
  onRefusal(nowMs: number, sentMs: number, retryAfterMs: number): void {
    const periodStartMs = this.#periodStartMs ?? sentMs;
    if (sentMs >= periodStartMs) {
      // Without a response it shows nothing but how long to wait.
      const shownMs = this.#responses > 0 ? (nowMs - periodStartMs + retryAfterMs) / this.#responses : retryAfterMs;
      const isTelling = this.#responses >= MIN_RESPONSES || this.#spacingMs > 0 || this.#isSuspicious;
      if (isTelling) this.#spacingMs = Math.max(shownMs * CAUTION, this.#spacingMs / 2);
      this.#isSuspicious = this.#responses < MIN_RESPONSES;
      this.#responses = 0;
      this.#responsesAtPace = 0;
      this.#periodStartMs = nowMs + retryAfterMs;
    }
    this.#onHold?.(this);
    this.#heldUntilMs = Math.max(this.#heldUntilMs, nowMs + retryAfterMs);
    this.#nextMs = Math.max(this.#nextMs, this.#heldUntilMs);
  }

  #wait(timers: TimerQueue, atMs: number, signal: AbortSignal): Promise<void> {
    let nextMs = atMs;
    return retryInTimers(timers, signal, () => {
      const nowMs = timers.now();
      // A refusal may have closed the gate meanwhile.
      if (nextMs <= nowMs && this.#heldUntilMs > nowMs) nextMs = this.#reserve(nowMs);
      return nextMs > nowMs ? nextMs : undefined;
    });
  }

  #reserve(nowMs: number): number {
    this.#periodStartMs ??= nowMs;
    const pacedMs = this.#spacingMs > 0 ? this.#nextMs : nowMs;
    const atMs = Math.max(nowMs, this.#heldUntilMs, pacedMs, this.#count?.availableAtMs() ?? nowMs);
    if (this.#count) {
      this.#count.add(atMs);
      this.#onHold?.(this);
    }
    this.#nextMs = atMs + this.#spacingMs;
    return atMs;
  }
}
