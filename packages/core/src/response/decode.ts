import { ContractMismatch } from "./contract-mismatch.ts";
import { parseJson } from "./parse-json.ts";
import type { ResponseFormat } from "./response-format.ts";

/**
 * How deep a response may nest. No response of a provider goes beyond 6, and runtimes write and copy (`JSON.stringify`,
 * `structuredClone`) some thousand levels before their stack ends.
 */
const MAX_DEPTH = 100;

/** A decoded body, or why it can't be decoded: a {@link ContractMismatch} if it is well-formed and not what any specification describes. */
export interface DecodedBody {
  readonly body?: unknown;
  readonly fault?: unknown;
}

/**
 * Decodes the body of a response: JSON, or what `format` accepts. The text decides, so a wrong or missing `Content-Type` does no
 * harm.
 */
export function tryDecode(text: string, format: Pick<ResponseFormat, "accepts" | "read"> | undefined): DecodedBody {
  try {
    const body = format?.accepts(text) ? format.read(text) : parseJson(text);
    if (!nestsDeeper(body, MAX_DEPTH)) return { body };
    return { fault: new ContractMismatch(undefined, `the response nests more than ${MAX_DEPTH} levels deep`) };
  } catch (fault) {
    return { fault };
  }
}

/** Stops at the first level that is too deep, so that the stack lasts. */
function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  // Not by `for in`: once it has met the places of a long list, it takes four times as long for every object.
  return levels === 0 || Object.values(value).some((each) => nestsDeeper(each, levels - 1));
}
