import { JOB_STATES } from "@jobstatus/core";
import { expect, it } from "vitest";
import { STATES, credentialFields, statusValueOf } from "./extension.ts";

it.each([
  { way: { header: { name: "X-Key", value: "{key}" } }, fields: ["key"] },
  { way: { header: { name: "Authorization", value: "Bearer {token2} of {user}" } }, fields: ["token2", "user"] },
  { way: { basic: "{user}:{password}" }, fields: ["user", "password"] },
  { way: { basic: "{user}/token:{user}" }, fields: ["user"] },
  { way: { header: { name: "X-Key", value: "{} {2a} {a-b} { a }" } }, fields: [] },
  { way: {}, fields: [] },
])("the fields of $way are $fields", ({ way, fields }) => {
  expect(credentialFields({ scheme: "key", ...way })).toEqual(fields);
});

it("knows the states of core, in their order", () => {
  expect(STATES).toEqual(JOB_STATES);
});

it("gives a status value its long form", () => {
  expect(statusValueOf("printing")).toEqual({ value: "printing" });
  expect(statusValueOf({ value: "printed", outcomeFrom: "items" })).toEqual({ value: "printed", outcomeFrom: "items" });
});
