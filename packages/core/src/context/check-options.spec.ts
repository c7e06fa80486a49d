import { describe, expect, test } from "vitest";
import { checkOptions, isFunction, isRecord, isText } from "./check-options.ts";
import { failureIn } from "../testing/rejection-of.ts";

const checks = { name: isText, call: isFunction, bag: isRecord };

test.each([{}, { name: "x" }, { name: undefined }, { call: () => 1, bag: {} }])("%o is right", (options) => {
  expect(() => checkOptions(options, checks)).not.toThrow();
});

describe("names what is wrong", () => {
  test.each([
    [{ nam: "x" }, 'there is no option "nam"; the options are name, call, bag'],
    [{ constructor: "x" }, 'there is no option "constructor"; the options are name, call, bag'],
    [{ other: undefined }, 'there is no option "other"; the options are name, call, bag'],
    [{ name: "" }, 'the option "name" has to be text that is not empty'],
    [{ name: 5 }, 'the option "name" has to be text that is not empty'],
    [{ call: "x" }, 'the option "call" has to be a function'],
    [{ bag: null }, 'the option "bag" has to be an object'],
  ])("in %o", (options, message) => {
    const error = failureIn(() => checkOptions(options, checks));
    expect([error.code, error.message]).toEqual(["invalid-request", message]);
  });

  test.each([undefined, null, 5, "text"])("in %o instead of options", (options) => {
    const error = failureIn(() => checkOptions(options, checks));
    expect([error.code, error.message]).toEqual(["invalid-request", "the options have to be an object"]);
  });
});

test("does not show a wrong value: it may be a credential", () => {
  expect(failureIn(() => checkOptions({ call: "hush" }, checks)).message).not.toContain("hush");
});
