import { readFileSync } from "node:fs";
import openapiTypescript, { astToString } from "openapi-typescript";
import { describe, expect, it } from "vitest";
import { readSpec } from "../diagnose.ts";
import type { JsonObject } from "../json.ts";
import { schemaModule } from "./schema-module.ts";

function specOf(schemas: JsonObject): { file: string; root: JsonObject } {
  return {
    file: "a.yaml",
    root: { openapi: "3.1.0", info: { title: "a", version: "1" }, paths: {}, components: { schemas } },
  };
}

/** The type of the schema `A` as the module has it. */
function typeOf(schema: JsonObject): string | undefined {
  return /\bA: ([^;]*);/.exec(schemaModule(specOf({ A: schema })))?.[1];
}

describe("schemaModule", () => {
  it.each([
    { given: { type: "integer", format: "int64" }, want: "number | string" },
    { given: { type: ["integer", "null"], format: "int64" }, want: "number | string | null" },
    { given: { type: "integer", format: "int64", enum: [1, 2] }, want: "1 | 2" },
    { given: { type: "integer", format: "int32" }, want: "number" },
    { given: { type: "string", format: "int64" }, want: "string" },
  ])("writes $given as $want", ({ given, want }) => {
    expect(typeOf(given)).toBe(want);
  });

  it("leaves a member with a default optional: an answer may lack it", () => {
    const module = schemaModule(specOf({ A: { type: "object", properties: { b: { type: "string", default: "x" } } } }));
    expect(module).toMatch(/\bb\?: string;/);
  });

  it("does not change the document", () => {
    const spec = specOf({
      A: { oneOf: [{ $ref: "#/components/schemas/B" }], discriminator: { propertyName: "kind" } },
      B: { type: "object", properties: {} },
    });
    const before = structuredClone(spec);
    schemaModule(spec);
    expect(spec).toEqual(before);
  });

  it("says which document it cannot write, and what to do", () => {
    const spec = specOf({ A: { type: "object", properties: { b: ["not a schema"] } } });
    expect(() => schemaModule(spec)).toThrow(
      /^the types of a\.yaml cannot be written: .*; check it with an OpenAPI linter$/,
    );
  });

  it("writes what the main entry of openapi-typescript writes", async () => {
    const text = readFileSync(new URL("../../corpus/right-session/spec.openapi.yaml", import.meta.url), "utf8");
    const { spec } = readSpec({ file: "a.yaml", text });
    const expected = await openapiTypescript(text, { silent: true, defaultNonNullable: false });
    expect(spec && schemaModule(spec)).toBe(astToString(expected));
  });
});
