import { ContractMismatch } from "./contract-mismatch.ts";
import { parseJson } from "./parse-json.ts";
import type { ResponseFormat } from "./response-format.ts";

/**
 * How deep a response may nest. No response of a provider goes beyond 6, and runtimes write and copy (`JSON.stringify`,
 * `structuredClone`) some thousand levels before their stack ends.
 */
const MAX_DEPTH = 100;

/**
 * Decodes the body of a response: JSON, or what `format` reads. A text that begins with `<` isn't JSON, and no other is XML, so
 * a wrong or missing `Content-Type` does no harm.
 *
 * @throws ContractMismatch - The body is well-formed, and not what any specification describes.
 * @throws Error - It is not well-formed.
 */
export function decodeOrThrow(text: string, format: Pick<ResponseFormat, "read"> | undefined): unknown {
  const value = format && /^\s*</.test(text) ? format.read(text) : parseJson(text);
  if (nestsDeeper(value, MAX_DEPTH))
    throw new ContractMismatch(undefined, `the response nests more than ${MAX_DEPTH} levels deep`);
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

/** Stops at the first level that is too deep, so that the stack lasts. */
function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  // Not by `Object.values`: a list for each object of a response would be the greater part of this check.
  for (const key in value) if (nestsDeeper((value as Record<string, unknown>)[key], levels - 1)) return true;
  return false;
}
