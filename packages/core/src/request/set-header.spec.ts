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

// Fetch Standard, HTTP whitespace; the standard's own `Headers` takes off the same.
it.each([
  ["\t\n\r a\r\n\t ", "a"],
  ["\u00A0 a \u00A0", "\u00A0 a \u00A0"],
  [" \u00A0 ", "\u00A0"],
  ["caf\u00C3\u00A0", "caf\u00C3\u00A0"],
  ["\n", ""],
])("takes no other white space off than HTTP does: %j", (value, expected) => {
  expect(headersFrom(context, { "x-key": value }).get("x-key")).toBe(expected);
  expect(new Headers({ "x-key": value }).get("x-key")).toBe(expected);
});

// RFC 9110 section 5.5: control characters are invalid. Node sends none of them, and gives no reason.
it.each(["a\f", "a\v", "\fa", "a\u0001b", "a\u007F", "\u001C"])("refuses %j, which `Headers` would take", (value) => {
  const message = 'the header "X-Key" cannot be sent: look for hidden characters';
  expect(() => headersFrom(context, { "X-Key": value })).toThrow(message);
  expect(new Headers({ "X-Key": value }).get("X-Key")).toBe(value);
});

// Fetch Standard, header value and header name; the standard's own `Headers` refuses the same.
it.each([
  ["X-Key", "a\nb"],
  ["X-Key", "a\rb"],
  ["X-Key", "a\0b"],
  ["X-Key", "\u0100"],
  ["X-Key", "\u{1F600}"],
  ["X-Key", "\uFEFFa"],
  ["X-Key", "a\u2028"],
  ["X Key", "a"],
  ["X-Key:", "a"],
  ["", "a"],
])("refuses %j with the value %j, and shows no value", (name, value) => {
  const message = `the header ${JSON.stringify(name)} cannot be sent: look for hidden characters`;
  expect(() => headersFrom(context, { [name]: value })).toThrow(message);
  expect(() => new Headers({ [name]: value })).toThrow(TypeError);
});
