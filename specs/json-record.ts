/** An object as JSON and YAML have it. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Says whether a decoded value is an object: neither an array nor null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one if there is none. */
export function recordAt(record: JsonRecord, key: string): JsonRecord {
  const value = record[key];
  return isRecord(value) ? value : {};
}
