import { append, pointerSegments } from "@hyperjump/json-pointer";
/** A decoded JSON or YAML value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A decoded JSON or YAML object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A place in a document: the keys and indexes that lead to it. */
export type JsonPath = readonly (string | number)[];

/** Says whether a value is an object and not an array. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonArray(value);
}

/** Says whether a value is an array. `Array.isArray` does not narrow readonly arrays. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value of a member that the object itself has, never an inherited one such as `constructor`. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path, or nothing if the document does not reach that far. */
export function valueAt(root: JsonValue | undefined, path: JsonPath): JsonValue | undefined {
  let value = root;
  for (const key of path) {
    value = isJsonArray(value) ? value[Number(key)] : member(value, String(key));
  }
  return value;
}

/** The members of an object, none for anything else. */
export function entriesOf(value: JsonValue | undefined): [string, JsonValue][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** The elements of an array, none for anything else. */
export function elementsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

/** The value if it is text. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A path as a JSON Pointer (RFC 6901). */
export function pointerFromPath(path: JsonPath): string {
  return path.reduce<string>((pointer, key) => append(String(key), pointer), "");
}

/**
 * The segments of a JSON Pointer (RFC 6901); the empty text has none.
 *
 * @throws Error if the text isn't a JSON Pointer.
 */
export function segmentsOf(pointer: string): string[] {
  return [...pointerSegments(pointer)];
}
