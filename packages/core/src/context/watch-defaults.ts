import type { Durations } from "../model/durations.ts";
import type { Schedule } from "../model/schedule.ts";
import { type OptionCheck, isFunction, isRecord } from "./check-options.ts";

/** What a call takes, and a client for all its calls. A call's own option comes first. */
export interface WatchDefaults {
  /**
   * How long the wait may take, in milliseconds from the call: it bounds sleep, request and body alike. `Infinity` for no
   * timeout. Default: what the provider's contract states; none for `status` and `step`.
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
   * What to learn from: how long earlier jobs of this kind took. This job's duration is added. The client remembers durations for
   * its life. Default: a job's kind is its title, and a job without a title has none.
   */
  readonly durations?: Durations;
}

/** A check that a value is a number of milliseconds, or 0. */
export const isDuration: OptionCheck = {
  test: (value) => typeof value === "number" && value >= 0,
  expected: "a number of milliseconds from 0",
};

/** A check that a value is a number of milliseconds, and not 0. */
export const isPositiveDuration: OptionCheck = {
  test: (value) => typeof value === "number" && value > 0,
  expected: "a number of milliseconds above 0, or Infinity",
};

/** A check that a value is a boolean. */
export const isBoolean: OptionCheck = { test: (value) => typeof value === "boolean", expected: "true or false" };

/** The checks of {@link WatchDefaults}. */
export const WATCH_DEFAULT_CHECKS: Readonly<Record<string, OptionCheck>> = {
  timeoutMs: isPositiveDuration,
  schedule: isFunction,
  retryBudgetMs: isDuration,
  durations: {
    test: (value) => isRecord.test(value) && typeof Reflect.get(Object(value), "kind") === "string",
    expected: "an object with a kind",
  },
};
