import { isRecord } from "./json-record.ts";

/** One segment of a JSON Pointer (RFC 6901, section 4), escaped. */
export function segmentFromKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The value at a JSON Pointer into objects; undefined where there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const segment of pointer.split("/").slice(1)) {
    value = isRecord(value) ? value[segment.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return value;
}
