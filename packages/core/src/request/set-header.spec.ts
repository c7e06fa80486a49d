import { expect, it } from "vitest";
import { JobStatusError } from "../model/job-status-error.ts";
import { headersFrom } from "./set-header.ts";

const context = { error: (...facts: ConstructorParameters<typeof JobStatusError>) => new JobStatusError(...facts) };

it("names headers in lower case, and trims their values", () => {
  const headers = headersFrom(context, { "X-Key": " a\tb\u00FF\r\n", "x-key": "last\n", "Accept_2~": "" });
  expect([...headers]).toEqual([
    ["x-key", "last"],
    ["accept_2~", ""],
  ]);
  expect(headersFrom(context, { "X-Key": " a\tb\u00FF\r\n" }).get("x-key")).toBe("a\tb\u00FF");
});

// Fetch Standard, header value and header name; the standard's own `Headers` refuses the same.
it.each([
  ["X-Key", "a\nb"],
  ["X-Key", "a\rb"],
  ["X-Key", "a\0b"],
  ["X-Key", "\u0100"],
  ["X-Key", "\u{1F600}"],
  ["X Key", "a"],
  ["X-Key:", "a"],
  ["", "a"],
])("refuses %j with the value %j, and shows no value", (name, value) => {
  const message = `the header ${JSON.stringify(name)} cannot carry its value: look for line breaks`;
  expect(() => headersFrom(context, { [name]: value })).toThrow(message);
  expect(() => new Headers({ [name]: value })).toThrow(TypeError);
});
