import { isJsonObject, member, segmentsOf, textOf, valueAt } from "../json.ts";
import type { JsonObject, JsonPath, JsonValue } from "../json.ts";

/** A chain of references longer than this is a circle. */
const MAX_CHAIN = 32;

/** The path that a local reference (`#/components/...`) names; nothing for a reference to another document. */
export function pathFromRef(ref: string): JsonPath | undefined {
  if (ref !== "#" && !ref.startsWith("#/")) return undefined;
  const pointer = decodeFragment(ref.slice(1));
  // A tilde must be escaped (RFC 6901, section 3). As one name, the wrong pointer leads nowhere, and a rule says so.
  return /~(?![01])/.test(pointer) ? [pointer] : segmentsOf(pointer);
}

/** Follows local references until an object that isn't a reference; nothing if they lead nowhere or in a circle. */
export function resolve(root: JsonObject, value: JsonValue | undefined): JsonObject | undefined {
  let current = value;
  for (let step = 0; step < MAX_CHAIN; step += 1) {
    if (!isJsonObject(current)) return undefined;
    const ref = textOf(member(current, "$ref"));
    if (ref === undefined) return current;
    const path = pathFromRef(ref);
    if (path === undefined) return undefined;
    current = valueAt(root, path);
  }
  return undefined;
}

/** A fragment may be percent-encoded (RFC 6901, section 6); one that is badly encoded is taken as it is. */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (cause) {
    if (cause instanceof URIError) return fragment;
    throw cause;
  }
}
