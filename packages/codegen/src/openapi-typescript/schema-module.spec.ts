import { readFileSync } from "node:fs";
import openapiTypescript, { astToString } from "openapi-typescript";
import { describe, expect, it, vi } from "vitest";
import { readSpec } from "../diagnose.ts";
import type { JsonObject } from "../json.ts";
import { smallSpecText } from "../testing/small-spec.ts";
import { SchemaModuleError } from "./schema-module-error.ts";
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

const SESSION = readFileSync(new URL("../../corpus/right-session/spec.openapi.yaml", import.meta.url), "utf8");

const REFERRING = smallSpecText({
  "- { name: id, in: path, required: true, schema: { type: string } }":
    '- { $ref: "#/components/parameters/Id" }\n        - { $ref: "#/components/parameters/Page" }',
  "components:": `\
  /jobs:
    $ref: "#/components/pathItems/Jobs"
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string } }
    Page: { name: page, in: query, schema: { type: integer } }
  pathItems:
    Jobs:
      get:
        operationId: listJobs
        responses: { "200": { $ref: "#/components/responses/Jobs" } }
  responses:
    Jobs:
      description: The jobs.
      content: { application/json: { schema: { $ref: "#/components/schemas/Either" } } }`,
  "    Job:\n": `\
    Either:
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
      discriminator: { propertyName: kind, mapping: { cat: "#/components/schemas/Cat" } }
    Cat: { type: object, properties: { kind: { type: string }, z: { type: string, readOnly: true }, a: {} } }
    Dog: { type: object, required: [kind], properties: { kind: { type: string, default: dog } } }
    Job:
`,
});

describe("schemaModule", () => {
  it.each([
    { given: { type: "integer", format: "int64" }, want: "number | string" },
    { given: { type: ["integer", "null"], format: "int64" }, want: "number | string | null" },
    { given: { type: "integer", format: "int64", enum: [1, 2] }, want: "1 | 2" },
    { given: { type: "integer", format: "int32" }, want: "number" },
    { given: { type: "integer", format: "int64", const: 7 }, want: "7" },
    { given: { type: ["integer"], format: "int64" }, want: "number | string" },
    { given: { type: ["string", "null"], format: "int64" }, want: "string | null" },
    { given: { format: "int64" }, want: "unknown" },
    { given: { type: "string", format: "int64" }, want: "string" },
    // The type of a list doesn't depend on the number of its elements.
    { given: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 2 }, want: "string[]" },
    { given: { type: "object" }, want: "Record<string, never>" },
  ])("writes $given as $want", ({ given, want }) => {
    expect(typeOf(given)).toBe(want);
  });

  it("leaves a member with a default optional: a response may lack it", () => {
    const module = schemaModule(specOf({ A: { type: "object", properties: { b: { type: "string", default: "x" } } } }));
    expect(module).toMatch(/\bb\?: string;/);
  });

  it("keeps what is deprecated: a response may still have it", () => {
    const schema = { type: "object", properties: { b: { type: "string", deprecated: true } } };
    expect(schemaModule(specOf({ A: schema }))).toMatch(/@deprecated[^;]*\bb\?: string;/);
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

  it("says nothing on the console, whatever openapi-typescript thinks of the document", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    schemaModule(
      specOf({
        A: {
          oneOf: [{ $ref: "#/components/schemas/B" }, { $ref: "#/components/schemas/Gone" }],
          discriminator: { propertyName: "kind" },
        },
        B: {},
        C: { allOf: [{ $ref: "#/components/schemas/Gone" }], discriminator: { propertyName: "kind" } },
      }),
    );
    expect(warn).not.toHaveBeenCalled();
  });

  it("says which document it cannot write, and what to do", () => {
    const spec = specOf({ A: { type: "object", properties: { b: ["not a schema"] } } });
    const failure = rejectionOf(() => schemaModule(spec));
    expect(failure).toBeInstanceOf(SchemaModuleError);
    expect(failure).toMatchObject({
      name: "SchemaModuleError",
      message: expect.stringMatching(/^the types of a\.yaml cannot be written: .*; check it with an OpenAPI linter$/),
      cause: expect.any(Error),
    });
  });

  it.each(["2.0", "13.1.0", 3.1, null])("cannot write a document of the version %j", (openapi) => {
    const { file, root } = specOf({});
    expect(() => schemaModule({ file, root: { ...root, openapi } })).toThrow(
      "the types of a.yaml cannot be written: it is not OpenAPI 3; check it with an OpenAPI linter",
    );
  });

  it.each([
    { name: "the specification of a session", text: SESSION },
    { name: "a document that refers to all kinds of its parts", text: REFERRING },
  ])("writes what the main entry of openapi-typescript writes for $name", async ({ text }) => {
    const { spec } = readSpec({ file: "a.yaml", text });
    const expected = await openapiTypescript(text, { silent: true, defaultNonNullable: false });
    expect(spec && schemaModule(spec)).toBe(astToString(expected));
  });
});

function rejectionOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (cause) {
    return cause;
  }
}

describe("a list that contains itself", () => {
  const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

  it("has a type of its own, since its type has no end otherwise", () => {
    const text = schemaModule(specOf({ A: { type: "array", items: ref("A") } }));
    expect(text).toMatch(
      /^type ListOf<Name extends keyof components\["schemas"\]> = components\["schemas"\]\[Name\]\[\];\n/,
    );
    expect(text).toMatch(/\bA: ListOf<"A">;/);
  });

  it.each([
    {
      name: "through another list",
      schemas: { A: { type: "array", items: ref("B") }, B: { type: "array", items: ref("A") } },
    },
    { name: "through a choice", schemas: { A: { oneOf: [{ type: "string" }, { type: "array", items: ref("A") }] } } },
  ])("is found $name", ({ schemas }) => {
    expect(schemaModule(specOf(schemas))).toMatch(/\bA: .*ListOf<"[AB]">/);
  });

  it("is still a list that may be null", () => {
    const text = schemaModule(specOf({ A: { type: ["array", "null"], items: ref("A") } }));
    expect(text).toMatch(/\bA: ListOf<"A"> \| null;/);
  });

  it.each([
    {
      name: "has a property between",
      schemas: { A: { type: "array", items: ref("B") }, B: { properties: { a: ref("A") } } },
    },
    {
      name: "leads elsewhere",
      schemas: { A: { type: "array", items: ref("B") }, B: { type: "array", items: ref("B") } },
    },
  ])("is an ordinary one if it $name", ({ schemas }) => {
    expect(schemaModule(specOf(schemas))).toMatch(/\bA: components\["schemas"\]\["B"\]\[\];/);
  });
});
