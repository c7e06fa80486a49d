import { elementsOf, entriesOf, isJsonObject, member, segmentsOf, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { pathFromRef } from "./resolve.ts";

/**
 * A schema taken apart: itself and every schema that `$ref`, `allOf`, `anyOf` and `oneOf` lead to. A value that the
 * schema allows may have what any of them describes.
 */
export type SchemaParts = readonly JsonObject[];

/** Takes schemas apart. */
export function partsOf(root: JsonObject, schemas: readonly (JsonValue | undefined)[]): SchemaParts {
  const parts = new Set<JsonObject>();
  const visit = (schema: JsonValue | undefined): void => {
    if (!isJsonObject(schema) || parts.has(schema)) return;
    parts.add(schema);
    const ref = textOf(member(schema, "$ref"));
    const path = ref === undefined ? undefined : pathFromRef(ref);
    if (path !== undefined) visit(valueAt(root, path));
    for (const keyword of ["allOf", "anyOf", "oneOf"]) elementsOf(member(schema, keyword)).forEach(visit);
  };
  schemas.forEach(visit);
  return [...parts];
}

/** The parts of what a pointer leads to; none if no part of the schema has it. `*` is every element of an array. */
export function partsAt(root: JsonObject, start: SchemaParts, pointer: string): SchemaParts {
  return segmentsOf(pointer).reduce<SchemaParts>((parts, segment) => stepInto(root, parts, segment), start);
}

/** One step of a pointer: a property of an object, or with `*` the elements of an array. */
export function stepInto(root: JsonObject, parts: SchemaParts, segment: string): SchemaParts {
  const next = parts.map((part) =>
    segment === "*" ? member(part, "items") : member(member(part, "properties"), segment),
  );
  return partsOf(root, next);
}

/** The parts of every member of a map: of `additionalProperties`, and of each property. */
export function membersOf(root: JsonObject, parts: SchemaParts): SchemaParts {
  const members = parts.flatMap((part) => [
    member(part, "additionalProperties"),
    ...["properties", "patternProperties"].flatMap((keyword) =>
      entriesOf(member(part, keyword)).map(([, value]) => value),
    ),
  ]);
  return partsOf(root, members);
}

/** The parts if a value of theirs can be an object; none otherwise, so that no pointer continues from there. */
export function objectsAmong(parts: SchemaParts): SchemaParts {
  return typesOf(parts).has("object") ? parts : [];
}

/** The JSON types that the parts state or show, without `null`. */
export function typesOf(parts: SchemaParts): ReadonlySet<string> {
  const types = new Set<string>();
  for (const part of parts) {
    const type = member(part, "type");
    for (const name of typeof type === "string" ? [type] : elementsOf(type))
      if (typeof name === "string" && name !== "null") types.add(name);
    if (type !== undefined) continue;
    if (member(part, "properties") !== undefined) types.add("object");
    if (member(part, "items") !== undefined) types.add("array");
    for (const value of enumOf([part])) if (value !== null) types.add(jsonTypeOf(value));
  }
  return types;
}

/** The values that the parts' `enum` and `const` list. */
export function enumOf(parts: SchemaParts): readonly JsonValue[] {
  return parts.flatMap((part) => {
    const only = member(part, "const");
    return only === undefined ? elementsOf(member(part, "enum")) : [only];
  });
}

/** The names of the properties that the parts have. */
export function propertyNamesOf(parts: SchemaParts): string[] {
  return [...new Set(parts.flatMap((part) => entriesOf(member(part, "properties")).map(([name]) => name)))];
}

function jsonTypeOf(value: JsonValue): string {
  if (Array.isArray(value)) return "array";
  return typeof value;
}
