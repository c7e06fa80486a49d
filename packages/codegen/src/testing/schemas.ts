import * as fc from "fast-check";
import type { JsonObject, JsonValue } from "../json.ts";

// Schemas of many shapes.

/** Names that a property may have in JSON, however they look in TypeScript or in a pointer. */
export const PROPERTY = fc.constantFrom(
  ..."id state note name done total ended url ok code text key links pages constructor toString type default".split(
    " ",
  ),
  ..."a-b a/b a~b a.b $id @type 0 12 état */ class a\"b a'b a`b a\\b".split(" "),
  "a b",
);

/** The names of the components that a document has. */
export const COMPONENTS = ["Alpha", "Beta", "Gamma-1", "Delta.x"];

/** A reference to a component. */
export const refTo = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Any schema, of which nothing is known. */
export const { schema: anySchema } = fc.letrec<{ schema: JsonValue; held: JsonValue; leaf: JsonObject }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom("string", "number", "integer", "boolean", "null", "object", "array").map((type) => ({ type })),
    fc.constantFrom<JsonObject>(
      {},
      { type: ["string", "null"] },
      { type: ["array", "null"], items: { type: "string" } },
      { type: "integer", format: "int64" },
      { type: ["integer", "null"], format: "int64" },
      { enum: ["a", 1, null, true] },
      { const: "only" },
      { const: null },
      { type: "object", additionalProperties: true },
      { type: "array", items: {}, minItems: 1, maxItems: 2 },
      { type: "object", properties: { any: true, none: false }, patternProperties: { "^x-": { type: "string" } } },
      { type: "object", properties: { read: { type: "string", readOnly: true, description: "*/ ${x} `y`" } } },
      { type: "object", required: ["absent"], properties: { "": { type: "string", default: "a" } } },
      { $defs: { Inner: { type: "string" } }, type: "object" },
    ),
  ),
  held: fc.oneof(
    { weight: 8, arbitrary: tie("schema") },
    { weight: 1, arbitrary: fc.constantFrom(...COMPONENTS).map(refTo) },
    {
      weight: 1,
      arbitrary: fc
        .subarray(COMPONENTS, { minLength: 1, maxLength: 2 })
        .map((names) => ({ oneOf: names.map(refTo), discriminator: { propertyName: "kind" } })),
    },
  ),
  schema: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    tie("leaf"),
    fc.record({ type: fc.constant("array"), items: tie("held") }),
    fc.record({ type: fc.constant("object"), additionalProperties: tie("held") }),

    fc.record({ type: fc.constant("array"), prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
    fc.dictionary(PROPERTY, tie("held"), { maxKeys: 3 }).chain((properties) =>
      fc.record({
        type: fc.constantFrom<JsonValue>("object", ["object", "null"]),
        properties: fc.constant(properties),
        required: fc.subarray(Object.keys(properties)),
      }),
    ),
    fc
      .tuple(fc.constantFrom("allOf", "anyOf", "oneOf"), fc.array(tie("schema"), { minLength: 1, maxLength: 3 }))
      .map(([keyword, schemas]) => ({ [keyword]: schemas })),
  ),
}));

/** A schema in one of the forms that say the same, possibly with `null`. */
export function formsOf(schema: JsonObject): fc.Arbitrary<JsonObject> {
  const { type } = schema;
  return fc.constantFrom<JsonObject>(
    schema,
    { allOf: [schema] },
    { anyOf: [schema, { type: "null" }] },
    { oneOf: [{ type: "null" }, schema] },
    { allOf: [{ description: "What it is." }, schema], description: "It." },
    ...(typeof type === "string" && !("enum" in schema) ? [{ ...schema, type: [type, "null"] }] : []),
  );
}

/** An object with properties of which some are known, and others beside them. */
export function objectWith(known: Readonly<Record<string, fc.Arbitrary<JsonObject>>>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.record(known), fc.dictionary(PROPERTY, anySchema, { maxKeys: 3 }))
    .chain(([properties, others]) => {
      const all: JsonObject = { ...others, ...properties };
      const half = Object.entries(properties).filter((_, index) => index % 2 === 0);
      const rest = Object.fromEntries(Object.entries(all).filter(([name]) => !half.some(([other]) => other === name)));
      return fc.subarray(Object.keys(all)).chain((required) =>
        fc.constantFrom<JsonObject>(
          { type: "object", properties: all, required },
          { properties: all },
          {
            type: "object",
            required,
            allOf: [{ type: "object", properties: Object.fromEntries(half) }],
            properties: rest,
          },
          {
            anyOf: [
              { type: "object", properties: all, required },
              { type: "object", properties: Object.fromEntries(half) },
            ],
          },
        ),
      );
    });
}

/** A text, in each form of its schema. */
export const text = formsOf({ type: "string" });
/** A number, in each form of its schema. */
export const number = formsOf({ type: "integer" });
