import { ContractMismatch } from "./contract-mismatch.ts";
import { parseJson } from "./parse-json.ts";
import type { ResponseFormat } from "./response-format.ts";

/**
 * How deep a response may nest. No response of a provider goes beyond 6, and runtimes write and copy (`JSON.stringify`,
 * `structuredClone`) some thousand levels before their stack ends.
 */
const MAX_DEPTH = 100;

/**
 * Decodes the body of a response: JSON, or what `format` reads. A text that begins with `<` is no JSON, and no other is XML, so
 * a wrong or missing `Content-Type` does no harm.
 *
 * @throws ContractMismatch - The body is well-formed, and not what any specification describes.
 * @throws Error - It is not well-formed.
 */
export function decodeOrThrow(text: string, format: Pick<ResponseFormat, "read"> | undefined): unknown {
  const value = format && /^\s*</.test(text) ? format.read(text) : parseJson(text);
  if (isDeep(value)) throw new ContractMismatch(undefined, `the response nests more than ${MAX_DEPTH} levels deep`);
  return value;
}

/** Decodes the body of a response as {@link decodeOrThrow} does, or gives undefined. */
export function decode(text: string, format: Pick<ResponseFormat, "read"> | undefined): unknown {
  try {
    return decodeOrThrow(text, format);
  } catch {
    return undefined;
  }
}

/** Level by level: a recursion would exhaust the stack on the very input that this finds. */
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
