import { expect, it } from "vitest";
import { storeProblem } from "./store-problem.ts";

it.each<[string, unknown, string]>([
  [
    "a full disk",
    Object.assign(new Error("could not extend file: No space left on device"), { code: "53100" }),
    "could not extend file: No space left on device; free some space on the database's disk",
  ],
  [
    "a wrong password",
    Object.assign(new Error('password authentication failed for user "fleet"'), { code: "28P01" }),
    'password authentication failed for user "fleet"; check the user and the password',
  ],
  [
    "a host with several addresses, none of which answers",
    new AggregateError([Object.assign(new Error("connect ECONNREFUSED ::1:5432"), { code: "ECONNREFUSED" })]),
    "connect ECONNREFUSED ::1:5432; check that the database runs and that the address is right",
  ],
  ["what has no code", new Error("Connection terminated unexpectedly"), "Connection terminated unexpectedly"],
  ["what is not an error", "lost", "lost"],
])("%s is said in a sentence, with what to do", (_, error, sentence) => {
  expect(storeProblem(error)).toBe(sentence);
});
