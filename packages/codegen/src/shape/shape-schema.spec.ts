import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isJsonArray, isJsonObject } from "../json.ts";
import type { JsonValue } from "../json.ts";
import { extensionSchema } from "../package-files.ts";
import { FULL_EXTENSION } from "../testing/full-extension.ts";

describe("the schema of the extension", () => {
  const KEYWORDS = new Set(
    (
      "$ref type enum pattern minLength minimum maximum minItems minProperties uniqueItems items properties required oneOf " +
      "additionalProperties dependentRequired description default title $schema $defs"
    ).split(" "),
  );
  const schema: JsonValue = parse(JSON.stringify(extensionSchema()));

  it("has no field that the tests of shapes leave out", () => {
    const tried = fieldsOf(FULL_EXTENSION);
    expect([...describedFields(schema)].filter((name) => !tried.has(name))).toEqual(["percent"]);
  });

  it("uses only keywords that the check of shapes knows", () => {
    expect([...keystatusValuesOf(schema)].filter((name) => !KEYWORDS.has(name))).toEqual([]);
  });

  it("describes every field", () => {
    expect(fieldsWithoutDescription(schema, "")).toEqual([]);
  });
});

/** The names of all fields of a value. */
function fieldsOf(value: JsonValue): Set<string> {
  if (isJsonArray(value)) return new Set(value.flatMap((element) => [...fieldsOf(element)]));
  if (!isJsonObject(value)) return new Set();
  return new Set(Object.entries(value).flatMap(([name, element]) => [name, ...fieldsOf(element)]));
}

/** The names of all fields that a schema describes. */
function* describedFields(schema: JsonValue): Generator<string> {
  if (isJsonArray(schema)) for (const element of schema) yield* describedFields(element);
  if (!isJsonObject(schema)) return;
  for (const [name, value] of Object.entries(schema)) {
    if (name === "properties" && isJsonObject(value)) yield* Object.keys(value);
    yield* describedFields(value);
  }
}

const MAPS = new Set(["properties", "$defs", "dependentRequired"]);

function* keystatusValuesOf(schema: JsonValue): Generator<string> {
  if (isJsonArray(schema)) for (const element of schema) yield* keystatusValuesOf(element);
  if (!isJsonObject(schema)) return;
  for (const [name, value] of Object.entries(schema)) {
    yield name;
    if (!MAPS.has(name)) yield* keystatusValuesOf(value);
    else for (const part of isJsonObject(value) ? Object.values(value) : []) yield* keystatusValuesOf(part);
  }
}

function fieldsWithoutDescription(schema: JsonValue, at: string): string[] {
  if (isJsonArray(schema)) return schema.flatMap((element) => fieldsWithoutDescription(element, `${at}/*`));
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name !== "properties" || !isJsonObject(value)) return fieldsWithoutDescription(value, `${at}/${name}`);
    return Object.entries(value).flatMap(([field, part]) => {
      const described = isJsonObject(part) && ("description" in part || "$ref" in part);
      return [...(described ? [] : [`${at}/${field}`]), ...fieldsWithoutDescription(part, `${at}/${field}`)];
    });
  });
}
