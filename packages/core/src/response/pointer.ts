/**
 * Reads what a pointer leads to: a JSON Pointer (RFC 6901) in which a segment `*` stands for every element of an array.
 * Only own properties count, so a body cannot reach a prototype. Null and absent mean the same: neither is returned.
 */
export function valuesAt(value: unknown, pointer: string): unknown[] {
  if (!pointer.includes("*")) {
    const found = onlyValueAt(value, pointer);
    return found === undefined ? [] : [found];
  }
  let values = [value];
  for (const key of keysOf(pointer)) {
    values = values.flatMap((parent) => {
      if (Array.isArray(parent) && key === "*") return parent as unknown[];
      return isObject(parent) && Object.hasOwn(parent, key) ? [parent[key]] : [];
    });
  }
  return values.filter((found) => found !== undefined && found !== null);
}

/** What a pointer without a star leads to; undefined if it is null or absent. Lists would double the time of reading a status. */
function onlyValueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const key of keysOf(pointer)) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found ?? undefined;
}

/** The keys of each pointer: a contract has some dozens, and every response is read with them. */
const keysOfPointer = new Map<string, readonly string[]>();

function keysOf(pointer: string): readonly string[] {
  let keys = keysOfPointer.get(pointer);
  if (!keys) {
    keys = pointer
      .split("/")
      .slice(1)
      .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
    keysOfPointer.set(pointer, keys);
  }
  return keys;
}

/** Reads the first value that one of the pointers leads to. */
export function valueAt(value: unknown, ...pointers: readonly (string | undefined)[]): unknown {
  for (const pointer of pointers) {
    if (pointer === undefined) continue;
    const found = pointer.includes("*") ? valuesAt(value, pointer)[0] : onlyValueAt(value, pointer);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads the first text that is not empty; a number or a boolean counts as its text. */
export function textAt(value: unknown, ...pointers: readonly (string | undefined)[]): string | undefined {
  for (const pointer of pointers) {
    if (pointer === undefined) continue;
    const found = pointer.includes("*")
      ? valuesAt(value, pointer).map(textFrom).find(Boolean)
      : textFrom(onlyValueAt(value, pointer));
    if (found) return found;
  }
  return undefined;
}

/** The text of a value that isn't an object: of a string, a number, a bigint or a boolean. */
export function textFrom(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

/** Says whether a decoded value is an object, and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
