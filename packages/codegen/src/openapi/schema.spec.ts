import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { enumOf, objectsAmong, partsAt, partsOf, propertyNamesOf, typesOf } from "./schema.ts";

const ROOT: JsonObject = {
  components: {
    schemas: {
      Bare: { type: "object", properties: { state: { type: ["string", "null"], enum: ["a", null] } } },
      Wrapped: { type: "object", properties: { job: { $ref: "#/components/schemas/Bare" } } },
      Either: { anyOf: [{ $ref: "#/components/schemas/Wrapped" }, { $ref: "#/components/schemas/Bare" }] },
      Both: { allOf: [{ $ref: "#/components/schemas/Bare" }, { properties: { "a/b": { const: 7 } } }] },
      List: { type: "array", items: { oneOf: [{ $ref: "#/components/schemas/Bare" }, { type: "boolean" }] } },
      Circle: { $ref: "#/components/schemas/Circle" },
      Tree: { type: "object", properties: { next: { $ref: "#/components/schemas/Tree" } } },
    },
  },
};

describe("a pointer into a schema", () => {
  it.each([
    { given: ["Bare", ""], want: ["object"] },
    { given: ["Bare", "/state"], want: ["string"] },
    { given: ["Either", "/job/state"], want: ["string"] },
    { given: ["Either", "/state"], want: ["string"] },
    { given: ["Both", "/a~1b"], want: ["number"] },
    { given: ["List", "/*"], want: ["object", "boolean"] },
    { given: ["List", "/*/state"], want: ["string"] },
    { given: ["List", "/state"], want: [] },
    { given: ["Circle", "/state"], want: [] },
    { given: ["Tree", "/next/next/next"], want: ["object"] },
    { given: ["Bare", "/constructor"], want: [] },
  ])("$given leads to the types $want", ({ given: [name, pointer = ""], want }) => {
    const parts = partsAt(ROOT, partsOf(ROOT, [{ $ref: `#/components/schemas/${name}` }]), pointer);
    expect([...typesOf(parts)]).toEqual(want);
  });
});

it("collects the properties and the words of every part", () => {
  const parts = partsOf(ROOT, [{ $ref: "#/components/schemas/Either" }]);
  expect(propertyNamesOf(parts)).toEqual(["job", "state"]);
  expect(enumOf(partsAt(ROOT, parts, "/state"))).toEqual(["a", null]);
});

describe("the types of a schema", () => {
  it.each([
    { schema: { type: "integer" }, want: ["integer"] },
    { schema: { type: ["string", "null"] }, want: ["string"] },
    { schema: { type: "null" }, want: [] },
    { schema: { type: [7, "string"] }, want: ["string"] },
    { schema: {}, want: [] },
    { schema: { properties: {} }, want: ["object"] },
    { schema: { items: {} }, want: ["array"] },
    { schema: { enum: ["a", 1, true, null, [], {}] }, want: ["string", "number", "boolean", "array", "object"] },
    { schema: { const: "a" }, want: ["string"] },
    { schema: { type: "string", enum: [7], properties: {}, items: {} }, want: ["string"] },
  ])("$schema are $want", ({ schema, want }) => {
    expect([...typesOf([schema])]).toEqual(want);
  });

  it("let a pointer continue only if one of them is an object", () => {
    expect(objectsAmong([{ type: "string" }, { properties: {} }])).toHaveLength(2);
    expect(objectsAmong([{ type: "string" }, { items: {} }])).toEqual([]);
  });
});

it("takes the one value of a const, and then no enum, for the values of a schema", () => {
  expect(enumOf([{ const: null }, { const: "a", enum: ["b"] }, { enum: ["c", 1] }])).toEqual([null, "a", "c", 1]);
});
