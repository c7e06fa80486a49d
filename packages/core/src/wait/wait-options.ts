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

/** What `watch` takes. */
export interface WatchOptions<Raw = unknown, Native extends string = string> extends StatusOptions {
  /**
   * How long the wait may take, in milliseconds from the call: it bounds sleep, request and body alike. `Infinity` for no
   * timeout. Default: what the provider's contract states.
   */
  readonly timeoutMs?: number;
  /** How long to sleep between requests. Default: `adaptive()`, which learns from progress and durations. */
  readonly schedule?: Schedule;
  /**
   * For how long requests may fail in a row, in milliseconds, before the wait fails: with network errors, HTTP 5xx and unreadable
   * responses. A `Retry-After` that is kept to does not count. Default: a quarter of `timeoutMs`, at most an hour.
   */
  readonly retryBudgetMs?: number;
  /**
   * For how long after the start of the wait the provider may not find the job, in milliseconds. Default: what the provider's
   * contract states, or else 0.
   */
  readonly notFoundGraceMs?: number;
  /**
   * Polls once more at a terminal state, and ends only if the job is still in it: for a provider that reports an end too early.
   * Default: false.
   */
  readonly confirmTerminal?: boolean;
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

/** What `step` takes. */
export interface StepOptions<Raw = unknown, Native extends string = string> extends WatchOptions<Raw, Native> {
  /**
   * How much time has passed since the resume token was made, in milliseconds, by a clock that you trust more than this machine's.
   * Default: by the wall clock.
   */
  readonly passedMs?: number;
  /**
   * What to do if the provider's limit does not allow a request yet: `wait` sleeps until it does, `return` sends nothing and says
   * when to come back. Default: `wait`.
   */
  readonly early?: "wait" | "return";
}

/** What `wait` takes. */
export interface WaitOptions<Raw = unknown, Native extends string = string> extends WatchOptions<Raw, Native> {
  /** Rejects with the code `unsuccessful` where the job ends in another state than `succeeded`. Default: false. */
  readonly requireSuccess?: boolean;
}

const isDuration: OptionCheck = {
  test: (value) => typeof value === "number" && value >= 0,
  expected: "a number of milliseconds from 0",
};
const isPositiveDuration: OptionCheck = {
  test: (value) => typeof value === "number" && value > 0,
  expected: "a number of milliseconds above 0, or Infinity",
};
const isBoolean: OptionCheck = { test: (value) => typeof value === "boolean", expected: "true or false" };

/** The checks of {@link StatusOptions}. */
export const STATUS_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  signal: {
    // The signal of another realm, such as a frame or a test environment, is no instance of this one's class.
    test: (value) => isRecord.test(value) && "aborted" in Object(value) && "addEventListener" in Object(value),
    expected: "an AbortSignal",
  },
};

/** The checks of {@link WatchOptions}. */
export const WATCH_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  ...STATUS_OPTION_CHECKS,
  timeoutMs: isPositiveDuration,
  schedule: isFunction,
  retryBudgetMs: isDuration,
  notFoundGraceMs: isDuration,
  confirmTerminal: isBoolean,
  until: isFunction,
  durations: isRecord,
  stallMs: isPositiveDuration,
  onStall: isFunction,
};

/** The checks of {@link StepOptions}. */
export const STEP_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  ...WATCH_OPTION_CHECKS,
  passedMs: isDuration,
  early: { test: (value) => value === "wait" || value === "return", expected: '"wait" or "return"' },
};

/** The checks of {@link WaitOptions}. */
export const WAIT_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  ...WATCH_OPTION_CHECKS,
  requireSuccess: isBoolean,
};
