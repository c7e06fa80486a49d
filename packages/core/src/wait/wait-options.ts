import { type OptionCheck, isFunction, isRecord } from "../context/check-options.ts";
import {
  WATCH_DEFAULT_CHECKS,
  type WatchDefaults,
  isBoolean,
  isDuration,
  isPositiveDuration,
} from "../context/watch-defaults.ts";
import type { JobState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";

/** What `status` takes. */
export interface StatusOptions {
  /** Ends the call at once: it then rejects with the code `aborted`. */
  readonly signal?: AbortSignal;
  /**
   * How long the call may take, in milliseconds: it then rejects with the code `timeout`. Default: the client's `timeoutMs`, or else
   * no timeout; a request takes at most 30 s, after the time until the provider's limit allows it.
   */
  readonly timeoutMs?: number;
}

/** What `watch` takes. */
export interface WatchOptions<Raw = unknown, Native extends string = string> extends WatchDefaults {
  /** Ends the wait at once: it then rejects with the code `aborted`. */
  readonly signal?: AbortSignal;
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
  /**
   * Ends the wait at the first status for which it returns true, as if the job had ended: such as one that is `unknown`.
   * Default: only the job's end ends the wait.
   */
  readonly until?: (status: JobStatus<Raw, JobState, Native>) => boolean;
  /** After how long without any change, in milliseconds, `onStall` is called. Default: never. */
  readonly stallMs?: number;
  /**
   * Called at the first response after `stallMs` without a change, once until something changes. An error that it throws ends the
   * wait; one with which it rejects goes to `console.error`.
   */
  readonly onStall?: (status: JobStatus<Raw, JobState, Native>) => unknown;
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
  /** Rejects with the code `unsuccessful` if the job ends in another state than `succeeded`. Default: false. */
  readonly requireSuccess?: boolean;
}

/** The checks of {@link StatusOptions}. */
export const STATUS_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  signal: {
    // The signal of another realm, such as a frame or a test environment, isn't an instance of this one's class.
    test: (value) => isRecord.test(value) && "aborted" in Object(value) && "addEventListener" in Object(value),
    expected: "an AbortSignal",
  },
  timeoutMs: isPositiveDuration,
};

/** The checks of {@link WatchOptions}. */
export const WATCH_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  ...STATUS_OPTION_CHECKS,
  ...WATCH_DEFAULT_CHECKS,
  notFoundGraceMs: isDuration,
  confirmTerminal: isBoolean,
  until: isFunction,
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
