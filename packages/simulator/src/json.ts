/** A JSON value; a bigint is written as a bare number with all its digits, and an absent property is left out. */
export type JsonValue = null | boolean | number | string | bigint | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** Says whether a value is an object with named parts: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Writes a value as JSON. `JSON.stringify` refuses bigints, and the providers send 64-bit ids as bare numbers, so this
 * writes them itself.
 */
export function jsonText(value: JsonValue): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((element: JsonValue) => jsonText(element)).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const parts: string[] = [];
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined) parts.push(`${JSON.stringify(name)}:${jsonText(part)}`);
  }
  return `{${parts.join(",")}}`;
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads JSON. An integer of 16 digits or more comes out as text, so that no digit of an id is lost.
 *
 * @throws SyntaxError where the text is not JSON.
 */
export function parseJson(text: string): JsonValue {
  const lossless = text.replace(STRING_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));
  // JSON.parse gives nothing else.
  return JSON.parse(lossless) as JsonValue;
}

/** Reads a JSON object; undefined where the text is anything else. */
export function readJsonObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
