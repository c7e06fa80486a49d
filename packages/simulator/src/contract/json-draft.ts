import { pointerSegments } from "@hyperjump/json-pointer";
import type { JsonValue } from "../json.ts";

/** A JSON object that is being written. */
export interface JsonDraft {
  [name: string]: JsonValue | undefined;
}

/**
 * Writes a value at a JSON Pointer of an object, and the objects on the way to it. `*` is the first element of a list.
 * The empty pointer merges an object into the root.
 */
export function writeAt(root: JsonDraft, pointer: string, value: JsonValue): void {
  const segments = [...pointerSegments(pointer)];
  const last = segments.pop();
  if (last === undefined) {
    if (typeof value === "object" && value !== null) Object.assign(root, value);
    return;
  }
  let holder: JsonDraft = root;
  for (const [index, segment] of segments.entries()) holder = step(holder, segment, segments[index + 1] ?? last);
  holder[keyOf(last)] = value;
}

/** The object or list behind a segment; what is missing is made, as a list if `*` follows. */
function step(holder: JsonDraft, segment: string, following: string): JsonDraft {
  const there = holder[keyOf(segment)];
  if (typeof there === "object" && there !== null) return there as JsonDraft;
  const made = following === "*" ? [] : {};
  holder[keyOf(segment)] = made;
  return made;
}

function keyOf(segment: string): string {
  return segment === "*" ? "0" : segment;
}

/** A text of a contract as the JSON value that is compared with it: `true`, `7` and `null` lose their quotes. */
export function valueFromText(text: string): JsonValue {
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}
