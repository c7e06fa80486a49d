import { type OptionCheck, isFunction, isRecord } from "../context/check-options.ts";
import type { JobState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { Durations } from "./durations.ts";
import type { Schedule } from "./schedules/schedule.ts";

/** What `status` takes. */
export interface StatusOptions {
  /** Ends the call at once: it then rejects with the code `aborted`. */
  readonly signal?: AbortSignal;
}

/** What `step` takes. */
export interface StepOptions extends StatusOptions {
  /** How long to sleep between requests. Default: that of `watch`. */
  readonly schedule?: Schedule;
  /** How many steps in a row may fail, for faults that may pass. Default: 8. */
  readonly retries?: number;
}

/** What `watch` takes. */
export interface WatchOptions<Raw = unknown, Native extends string = string> extends StatusOptions {
  /**
   * How long the wait may take, in milliseconds from the call: it bounds sleep, request and body alike. `Infinity` for no
   * timeout. Default: what the provider's contract states.
   */
  readonly timeoutMs?: number;
  /** How long to sleep between requests. Default: `adaptive()`, which learns from progress and durations. */
  readonly schedule?: Schedule;
  /** How many requests in a row may fail before the wait does, for faults that may pass. Default: 8. */
  readonly retries?: number;
  /** What to learn from: how long earlier jobs of this kind took. This job's duration is added. Default: nothing is kept. */
  readonly durations?: Durations;
  /**
   * Ends the wait at the first status for which it returns true, as if the job had ended: such as one that is `unknown`.
   * Default: only the job's end ends the wait.
   */
  readonly until?: (status: JobStatus<Raw, JobState, Native>) => boolean;
  /** After how long without any change, in milliseconds, `onStall` is called. Default: never. */
  readonly stallMs?: number;
  /** Called at the first response after `stallMs` without a change, once until something changes. */
  readonly onStall?: (status: JobStatus<Raw, JobState, Native>) => void;
}

/** What `wait` takes. */
export interface WaitOptions<Raw = unknown, Native extends string = string> extends WatchOptions<Raw, Native> {
  /** Rejects with the code `unsuccessful` where the job ends in another state than `succeeded`. Default: false. */
  readonly requireSuccess?: boolean;
}

/** The checks of {@link StatusOptions}. */
export const STATUS_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  signal: { test: (value) => value instanceof AbortSignal, expected: "an AbortSignal" },
};

/** The checks of {@link WatchOptions}. */
export const WATCH_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  ...STATUS_OPTION_CHECKS,
  timeoutMs: {
    test: (value) => typeof value === "number" && value > 0,
    expected: "a number of milliseconds above 0, or Infinity",
  },
  schedule: isFunction,
  retries: {
    test: (value) => typeof value === "number" && value >= 0 && (Number.isInteger(value) || value === Infinity),
    expected: "a whole number from 0",
  },
  until: isFunction,
  durations: isRecord,
  stallMs: { test: (value) => typeof value === "number" && value > 0, expected: "a number of milliseconds above 0" },
  onStall: isFunction,
};

/** The checks of {@link WaitOptions}. */
export const WAIT_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  ...WATCH_OPTION_CHECKS,
  requireSuccess: { test: (value) => typeof value === "boolean", expected: "true or false" },
};
