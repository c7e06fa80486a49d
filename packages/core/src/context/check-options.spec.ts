import { describe, expect, it } from "vitest";
import { checkOptions, isFunction, isRecord, isText } from "./check-options.ts";
import { failureIn } from "../testing/rejection-of.ts";

const checks = { name: isText, call: isFunction, bag: isRecord };

it.each([{}, { name: "x" }, { name: undefined }, { call: () => 1, bag: {} }])("%o is right", (options) => {
  expect(() => checkOptions("wait", options, checks)).not.toThrow();
});

describe("names what is wrong", () => {
  it.each([
    [{ nam: "x" }, 'wait: unknown option "nam"; valid options: name, call, bag'],
    [{ constructor: "x" }, 'wait: unknown option "constructor"; valid options: name, call, bag'],
    [{ other: undefined }, 'wait: unknown option "other"; valid options: name, call, bag'],
    [{ name: "" }, 'wait: the option "name" must be text that is not empty'],
    [{ name: 5 }, 'wait: the option "name" must be text that is not empty'],
    [{ call: "x" }, 'wait: the option "call" must be a function'],
    [{ bag: null }, 'wait: the option "bag" must be an object'],
  ])("in %o", (options, message) => {
    const error = failureIn(() => checkOptions("wait", options, checks));
    expect([error.code, error.message]).toEqual(["invalid-request", message]);
  });

  it.each([undefined, null, 5, "text"])("%o instead of options is refused", (options) => {
    const error = failureIn(() => checkOptions("wait", options, checks));
    expect([error.code, error.message]).toEqual(["invalid-request", "wait: the options must be an object"]);
  });
});

it("does not show a wrong value: it may be a credential", () => {
  expect(failureIn(() => checkOptions("wait", { call: "hush" }, checks)).message).not.toContain("hush");
});
