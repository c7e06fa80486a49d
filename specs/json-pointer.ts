import { isRecord } from "./json-record.ts";

/** One segment of a JSON Pointer (RFC 6901, section 4), escaped. */
export function segmentFromKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The keys of a JSON Pointer, also of one in a `$ref`. */
export function keysFromPointer(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a JSON Pointer into objects; undefined if there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  return keysFromPointer(pointer).reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), document);
}
