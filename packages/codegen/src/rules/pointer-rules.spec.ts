import { describe, expect, it } from "vitest";
import { smallFaults } from "../testing/small-faults.ts";
import { WITH_BATCH, WITH_SESSION } from "../testing/small-variants.ts";

const NOTE = 'note: { type: [string, "null"] }';
const CREDENTIALS = "  credentials:";

describe("a pointer", () => {
  it.each([
    { name: "one of several types fits", given: { [NOTE]: "note: { type: [integer, string] }" } },
    { name: "anything fits", given: { "success: /ok": "errors: [/ok]" } },
    {
      name: "anything fits, and no type is stated",
      given: { "success: /ok": "errors: [/ok]", "{ type: boolean }": "{}" },
    },
    {
      name: "the items of an object's members are meant",
      given: {
        "pages: { type: array, items: {": "pages: { type: object, properties: { ok: { type: boolean } }, items: {",
      },
    },
  ])("is right where $name", ({ given }) => {
    expect(smallFaults(given)).toEqual([]);
  });

  it.each([
    {
      name: "to a field that only the response in XML has",
      given: {
        "            application/json:":
          "            text/xml: { schema: { type: object, properties: { why: { type: string } } } }\n            application/json:",
        "message: /note": "message: /why",
      },
      want: '13:14 pointer-unknown "/why" leads nowhere: no field "why" in the job; correct the pointer, or describe the field in the schema.',
    },
    {
      name: "to a field without a type",
      given: { [NOTE]: "note: {}" },
      want: '13:14 pointer-type "/note" leads to a value without a type; it must be string.',
    },
    {
      name: "to a field of two wrong types",
      given: { "done: { type: integer }": "done: { type: [array, boolean, 'null'] }" },
      want: '14:26 pointer-type "/done" leads to a value of type array or boolean; it must be string or number or integer.',
    },
    {
      name: "to a field that is not there, below one that is",
      given: { "status: /state": "status: /pages/first/state" },
      want: '12:13 pointer-unknown "/pages/first/state" leads nowhere: "/pages" is a list, and "*" stands for each of its elements; write "/pages/*/first/state".',
    },
    {
      name: "to the elements of what isn't a list",
      given: { "message: /note": "message: /done/*/text" },
      want: '13:14 pointer-unknown "/done/*/text" leads nowhere: no list at "/done" in the job; correct the pointer, or describe the field in the schema.',
    },
    {
      name: "to a text where links with more to them are a list",
      given: { "    message: /note": "    links: [{ at: /note, rel: /rel, href: /href }]" },
      want: '13:19 pointer-type "/note" leads to a value of type string; it must be array.',
    },
    {
      name: "to a list where a link is a text",
      given: { "    message: /note": "    links: [{ at: /pages, rel: self }]" },
      want: '13:19 pointer-type "/pages" leads to a value of type array; it must be string.',
    },
    {
      name: "to a success that can be no value",
      given: { [CREDENTIALS]: `  errors: { success: [{ at: /pages, values: [1] }] }\n${CREDENTIALS}` },
      want: [
        '20:29 pointer-type "/pages" leads to a value of type array; it must be string or number or integer or boolean.',
        '20:46 success-value "/pages" can never be 1 by its schema; correct one of them.',
      ],
    },
    {
      name: "to the jobs of a batch that aren't a list",
      given: { ...WITH_BATCH, "jobs: { type: array, items:": "jobs: { type: object, items:" },
      want: '20:62 pointer-type "/jobs" leads to a value of type object; it must be array.',
    },
    {
      name: "to what a login grants and no response has",
      given: { ...WITH_SESSION, "at: /key": "at: /keys" },
      want: '24:34 pointer-unknown "/keys" leads nowhere: no field "keys" in any response of logIn; did you mean "key"?',
    },
  ])("cannot lead $name", ({ given, want }) => {
    expect(smallFaults(given)).toEqual([want].flat());
  });
});

describe("a status without an enum", () => {
  const STATE = "state: { type: string, enum: [printing, printed, jammed] }";

  it.each(["state: { type: string }", "state: { type: string, enum: [1, null] }"])("is found in %s", (state) => {
    expect(smallFaults({ [STATE]: state })).toContain(
      '12:13 status-enum the status at "/state" has no enum; list every known value there.',
    );
  });

  it.each([
    "state: { type: string, enum: [printing, printed, jammed, 1, null] }",
    "state: { anyOf: [{ type: string }, { enum: [printing, printed, jammed] }] }",
    "state: { oneOf: [{ const: printing }, { const: printed }, { const: jammed }] }",
  ])("is not found in %s", (state) => {
    expect(smallFaults({ [STATE]: state })).toEqual([]);
  });
});

describe("a value that means success", () => {
  function faultsOf(schema: string, values: string): string[] {
    return smallFaults({
      [NOTE]: `${NOTE}\n        fine: ${schema}`,
      [CREDENTIALS]: `  errors: { success: [{ at: /fine, values: ${values} }] }\n${CREDENTIALS}`,
    });
  }

  it.each([
    { schema: "{ type: boolean }", values: "[true, false]" },
    { schema: "{ type: integer }", values: "[0, 100]" },
    { schema: "{ type: number }", values: "[0.5]" },
    { schema: "{ type: string }", values: "[ok]" },
    { schema: "{ type: [string, integer] }", values: "[ok, 0]" },
    { schema: "{ type: string, enum: [ok, fine] }", values: "[fine]" },
  ])("can be one of $values in $schema", ({ schema, values }) => {
    expect(faultsOf(schema, values)).toEqual([]);
  });

  it.each([
    { schema: "{ type: boolean }", values: "[ok]", column: 45, value: '"ok"' },
    { schema: "{ type: string }", values: "[ok, 0]", column: 49, value: "0" },
    { schema: "{ type: integer }", values: "[true]", column: 45, value: "true" },
    { schema: "{ type: string, enum: [ok, fine] }", values: "[ok, good]", column: 49, value: '"good"' },
  ])("cannot be $value in $schema", ({ schema, values, column, value }) => {
    expect(faultsOf(schema, values)).toEqual([
      `20:${column} success-value "/fine" can never be ${value} by its schema; correct one of them.`,
    ]);
  });

  it("is not looked at where its place is unknown", () => {
    const given = { [CREDENTIALS]: `  errors: { success: [{ at: /fine, values: [ok] }] }\n${CREDENTIALS}` };
    expect(smallFaults(given)).toEqual([
      '20:29 pointer-unknown "/fine" leads nowhere: no field "fine" in any response; did you mean "done"?',
    ]);
  });
});
