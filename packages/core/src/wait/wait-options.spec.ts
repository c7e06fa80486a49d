import { expect, it } from "vitest";
import { type OptionCheck, checkOptions } from "../context/check-options.ts";
import { failureIn } from "../testing/rejection-of.ts";
import { STATUS_OPTION_CHECKS, STEP_OPTION_CHECKS, WAIT_OPTION_CHECKS, WATCH_OPTION_CHECKS } from "./wait-options.ts";

const nothing = () => {};
const { signal } = new AbortController();

it.each<[string, Readonly<Record<string, OptionCheck>>, object]>([
  ["status", STATUS_OPTION_CHECKS, { signal, timeoutMs: Infinity }],
  ["status", STATUS_OPTION_CHECKS, { signal: { aborted: false, addEventListener: nothing } }],
  ["watch", WATCH_OPTION_CHECKS, { notFoundGraceMs: 0, confirmTerminal: true, until: nothing, onStall: nothing }],
  ["watch", WATCH_OPTION_CHECKS, { stallMs: Infinity }],
  ["step", STEP_OPTION_CHECKS, { passedMs: 0, early: "wait" }],
  ["step", STEP_OPTION_CHECKS, { early: "return" }],
  ["wait", WAIT_OPTION_CHECKS, { requireSuccess: true }],
])("%s takes %j", (call, checks, options) => {
  expect(() => checkOptions(call, options, checks)).not.toThrow();
});

it.each<[string, Readonly<Record<string, OptionCheck>>, object, string]>([
  ["status", STATUS_OPTION_CHECKS, { signal: null }, '"signal" must be an AbortSignal'],
  ["status", STATUS_OPTION_CHECKS, { signal: "abort" }, '"signal" must be an AbortSignal'],
  ["status", STATUS_OPTION_CHECKS, { signal: { aborted: false } }, '"signal" must be an AbortSignal'],
  ["status", STATUS_OPTION_CHECKS, { signal: { addEventListener: nothing } }, '"signal" must be an AbortSignal'],
  ["status", STATUS_OPTION_CHECKS, { signal: new AbortController() }, '"signal" must be an AbortSignal'],
  [
    "status",
    STATUS_OPTION_CHECKS,
    { timeoutMs: 0 },
    '"timeoutMs" must be a number of milliseconds above 0, or Infinity',
  ],
  ["watch", WATCH_OPTION_CHECKS, { notFoundGraceMs: -1 }, '"notFoundGraceMs" must be a number of milliseconds from 0'],
  ["watch", WATCH_OPTION_CHECKS, { confirmTerminal: 1 }, '"confirmTerminal" must be true or false'],
  ["watch", WATCH_OPTION_CHECKS, { until: "DONE" }, '"until" must be a function'],
  ["watch", WATCH_OPTION_CHECKS, { stallMs: 0 }, '"stallMs" must be a number of milliseconds above 0, or Infinity'],
  ["watch", WATCH_OPTION_CHECKS, { onStall: {} }, '"onStall" must be a function'],
  ["step", STEP_OPTION_CHECKS, { passedMs: -1 }, '"passedMs" must be a number of milliseconds from 0'],
  ["step", STEP_OPTION_CHECKS, { early: "" }, '"early" must be "wait" or "return"'],
  ["wait", WAIT_OPTION_CHECKS, { requireSuccess: 1 }, '"requireSuccess" must be true or false'],
])("%s refuses a wrong option, and says what is right: %4$s", (call, checks, options, problem) => {
  const error = failureIn(() => checkOptions(call, options, checks));
  expect([error.code, error.message]).toEqual(["invalid-request", `${call}: the option ${problem}`]);
});

it("a wait takes more options than a watch, and a status fewer", () => {
  const watch = Object.keys(WATCH_OPTION_CHECKS);
  expect(Object.keys(STATUS_OPTION_CHECKS)).toEqual(["signal", "timeoutMs"]);
  expect(Object.keys(STEP_OPTION_CHECKS)).toEqual([...watch, "passedMs", "early"]);
  expect(Object.keys(WAIT_OPTION_CHECKS)).toEqual([...watch, "requireSuccess"]);
});
