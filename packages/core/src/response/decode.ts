import type { ResponseFormat } from "./response-format.ts";
import { parseJson } from "./parse-json.ts";

/**
 * How deep a response may nest. No response of a provider goes beyond 6, and runtimes write and copy (`JSON.stringify`,
 * `structuredClone`) some thousand levels before their stack ends.
 */
const MAX_DEPTH = 100;

/**
 * Decodes the body of a response: JSON, or what `format` reads. What begins with `<` can be no JSON, and nothing else can
 * be XML, so a wrong or missing `Content-Type` does no harm. Undefined where the body cannot be read, or nests too deep.
 */
export function decode(text: string, format: Pick<ResponseFormat, "read"> | undefined): unknown {
  try {
    const value = format && /^\s*</.test(text) ? format.read(text) : parseJson(text);
    return isDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Level by level, for a recursion would end the stack where this is to find it. */
function isDeep(value: unknown): boolean {
  let level = containersAmong([value]);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = containersAmong(level.flatMap((parent): unknown[] => Object.values(parent)));
  }
  return false;
}

function containersAmong(values: readonly unknown[]): object[] {
  return values.filter((value) => typeof value === "object" && value !== null);
}
