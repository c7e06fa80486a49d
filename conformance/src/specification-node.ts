/** A decoded part of a specification. */
export type SpecificationNode = Readonly<Record<string, unknown>>;

/** Says whether a value is an object of a specification. */
export function isSpecificationNode(value: unknown): value is SpecificationNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one if there is none. */
export function nodeAt(node: SpecificationNode, key: string): SpecificationNode {
  const value = node[key];
  return isSpecificationNode(value) ? value : {};
}

/** The keys of a JSON Pointer (RFC 6901), also of one in a `$ref`. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A key as a segment of a JSON Pointer. */
export function segmentOf(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** What a JSON Pointer without `*` leads to. */
export function valueAt(value: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((node, key) => (isSpecificationNode(node) ? node[key] : undefined), value);
}
