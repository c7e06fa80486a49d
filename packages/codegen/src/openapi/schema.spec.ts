import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { enumOf, partsAt, partsOf, propertyNamesOf, typesOf } from "./schema.ts";

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
