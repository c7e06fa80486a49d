import { expect, it } from "vitest";
import { failureIn } from "../testing/rejection-of.ts";
import { checkOptions } from "./check-options.ts";
import { CLIENT_OPTION_CHECKS } from "./client-options.ts";

const check = (options: object) => checkOptions("createAcme", options, CLIENT_OPTION_CHECKS);
const nothing = () => {};

it.each([
  { credentials: {} },
  { credentials: nothing },
  { headers: {} },
  { headers: { "X-Proxy": "blue", "X-Empty": "" } },
  { clock: { now: nothing, sleep: nothing } },
  { gate: { admit: nothing, hold: nothing } },
  { sharing: "process" },
  { sharing: "call" },
  { maxConcurrentRequests: 1 },
  { timeoutMs: 1 },
  { timeoutMs: Infinity },
  { retryBudgetMs: 0 },
  { retryBudgetMs: Infinity },
  { durations: { kind: "" } },
  { requireSuccess: false },
])("a client takes %o", (options) => {
  expect(() => check(options)).not.toThrow();
});

it.each<[object, string]>([
  [{ credentials: "opensesame" }, 'the option "credentials" must be an object, or a function that returns one'],
  [{ credentials: null }, 'the option "credentials" must be an object, or a function that returns one'],
  ...[
    null,
    "X-Proxy: blue",
    [],
    new Headers({ "X-Proxy": "blue" }),
    new Map(),
    { "X-Proxy": "blue", "X-Retry": 5 },
  ].map((headers): [object, string] => [
    { headers },
    'the option "headers" must be an object whose keys are header names and whose values are text',
  ]),
  ...[null, {}, { now: nothing }, { sleep: nothing }, { now: nothing, sleep: 5 }].map((clock): [object, string] => [
    { clock },
    'the option "clock" must be an object with the functions now and sleep',
  ]),
  [{ gate: { admit: nothing } }, 'the option "gate" must be an object with the functions admit and hold'],
  [{ sharing: "" }, 'the option "sharing" must be "process" or "call"'],
  ...[0, -1, 1.5, "2", Infinity].map((maxConcurrentRequests): [object, string] => [
    { maxConcurrentRequests },
    'the option "maxConcurrentRequests" must be an integer above 0',
  ]),
  ...[0, -1, NaN, "5"].map((timeoutMs): [object, string] => [
    { timeoutMs },
    'the option "timeoutMs" must be a number of milliseconds above 0, or Infinity',
  ]),
  ...[-1, NaN, "5"].map((retryBudgetMs): [object, string] => [
    { retryBudgetMs },
    'the option "retryBudgetMs" must be a number of milliseconds from 0',
  ]),
  ...[null, "import", {}, { kind: 5 }].map((durations): [object, string] => [
    { durations },
    'the option "durations" must be an object with a kind',
  ]),
  [{ requireSuccess: "yes" }, 'the option "requireSuccess" must be true or false'],
])("a client refuses %o: %s", (options, problem) => {
  const error = failureIn(() => check(options));
  expect([error.code, error.message]).toEqual(["invalid-request", `createAcme: ${problem}`]);
});
