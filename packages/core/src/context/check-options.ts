import { JobStatusError } from "../model/job-status-error.ts";

/** What an option must be: a test, and its description. */
export interface OptionCheck {
  readonly test: (value: unknown) => boolean;
  readonly expected: string;
}

/** A check that a value is a function. */
export const isFunction: OptionCheck = { test: (value) => typeof value === "function", expected: "a function" };

/** A check that a value is text that is not empty. */
export const isText: OptionCheck = {
  test: (value) => typeof value === "string" && value !== "",
  expected: "text that is not empty",
};

/** A check that a value is an object. */
export const isRecord: OptionCheck = {
  test: (value) => typeof value === "object" && value !== null,
  expected: "an object",
};

/** A check that a value is an object with two functions. */
export function hasFunctions(...names: readonly [string, string]): OptionCheck {
  return {
    test: (value) => isRecord.test(value) && names.every((name) => isFunction.test(Reflect.get(Object(value), name))),
    expected: `an object with the functions ${names.join(" and ")}`,
  };
}

/**
 * Checks the options of a call: no unknown key, and each value as its check says; an undefined one counts as absent.
 *
 * @param call - The function that takes the options, for the message.
 * @throws JobStatusError - `invalid-request`, naming function and option. The value is not shown: it may be a credential.
 */
export function checkOptions(call: string, options: unknown, checks: Readonly<Record<string, OptionCheck>>): void {
  if (typeof options !== "object" || options === null) throw invalidCall(call, "the options must be an object");
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) {
      const known = Object.keys(checks).join(", ");
      throw invalidCall(call, `unknown option ${JSON.stringify(name)}; valid options: ${known}`);
    }
    if (value !== undefined && !check.test(value)) throw invalidOption(call, name, `must be ${check.expected}`);
  }
}

/** The error for an option that is missing or wrong, such as `createZendesk: the option "subdomain" is required`. */
export function invalidOption(call: string, name: string, problem: string): JobStatusError {
  return invalidCall(call, `the option ${JSON.stringify(name)} ${problem}`);
}

function invalidCall(call: string, problem: string): JobStatusError {
  return new JobStatusError("invalid-request", `${call}: ${problem}`);
}
