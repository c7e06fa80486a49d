import { JobStatusError } from "../model/job-status-error.ts";

/** What an option has to be: a test, and the words for it. */
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

/**
 * Checks a caller's options: no unknown key, and each value as its check says; an undefined one counts as absent.
 *
 * @throws JobStatusError - `invalid-request`, naming the option. The value is not shown: it may be a credential.
 */
export function checkOptions(options: unknown, checks: Readonly<Record<string, OptionCheck>>): void {
  if (typeof options !== "object" || options === null) {
    throw new JobStatusError("invalid-request", "the options have to be an object");
  }
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) {
      const known = Object.keys(checks).join(", ");
      throw new JobStatusError(
        "invalid-request",
        `there is no option ${JSON.stringify(name)}; the options are ${known}`,
      );
    }
    if (value !== undefined && !check.test(value)) throw invalidOption(name, check.expected);
  }
}

/** The error for an option that is missing or wrong. */
export function invalidOption(name: string, expected: string): JobStatusError {
  return new JobStatusError("invalid-request", `the option ${JSON.stringify(name)} has to be ${expected}`);
}
