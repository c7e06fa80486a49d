import { append, pointerSegments } from "@hyperjump/json-pointer";
import { isRecord } from "./json-record.ts";

/** One segment of a JSON Pointer (RFC 6901, section 4), escaped. */
export function segmentFromKey(key: string): string {
  return append(key, "").slice(1);
}

/**
 * The keys of a JSON Pointer, also of one in a `$ref`.
 *
 * @throws Error - The text isn't a JSON Pointer.
 */
export function keysFromPointer(pointer: string): readonly string[] {
  return [...pointerSegments(pointer.replace(/^#/, ""))];
}

/** The value at a JSON Pointer into objects; undefined if there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  return keysFromPointer(pointer).reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), document);
}
