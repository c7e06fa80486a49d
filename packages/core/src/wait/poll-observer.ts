import type { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import type { Forecast } from "../model/schedule.ts";

/** What a poll came to. */
export interface PollResult<Raw = unknown> {
  readonly outcome: JobStatus<Raw> | JobStatusError;
  /** Whether the status differs from the last one. */
  readonly changed: boolean;
  /** When the response came, in milliseconds of the engine's time. */
  readonly atMs: number;
  /** One share of chance for all observers, from 0 to 1, so that equal waits plan equally. */
  readonly random: number;
  /** What was recorded of the HTTP requests that brought it: jobs that were polled together have the same object. */
  readonly exchange: ExchangeRecord;
}

/** What is known of how long jobs of a kind take. */
export interface KindDurations {
  /** How long jobs of the kind took that have ended, in milliseconds, the newest last. */
  readonly durationsMs: readonly number[];
  /** How long each job of the kind that still runs has lasted, in milliseconds. */
  readonly runningMs: readonly number[];
}

/** Observes the polls of a job, and says when the next one is due. */
export interface PollObserver<Raw = unknown> {
  /** When the next poll is due, in milliseconds of the engine's time; `Infinity` if it only listens. */
  readonly nextPollAtMs: number;
  /** Whether what it reports is not read, so that a poll that is due must wait. */
  readonly isPaused: boolean;
  /** When the last poll before the timeout is due, in milliseconds of the engine's time. */
  readonly finalPollAtMs?: number;
  /** The kind of the job, of which others tell how long it takes. */
  readonly kind?: string | undefined;
  /** How long jobs of the kind took, as this observer knows it, in milliseconds. */
  readonly durationsMs?: readonly number[];
  /**
   * When the job may end, if the next poll may come earlier or later than `nextPollAtMs`, as jobs that are polled together allow;
   * undefined if it may not.
   */
  forecast?(known: KindDurations): Forecast | undefined;
  /** When the job is expected to end, if that is known. */
  estimatedEnd?(): EstimatedEnd | undefined;
  /** Called with the result of every poll, whichever observer it was due for. It must not throw. */
  onPoll(result: PollResult<Raw>): void;
  /** Called if a poll is due and every observer that wants it is paused; `resume` is to be called when it no longer is. */
  onHeld(resume: () => void): void;
}
