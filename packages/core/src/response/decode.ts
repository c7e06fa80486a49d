import { ContractMismatch } from "./contract-mismatch.ts";
import { isSame } from "./is-same.ts";
import { exactJson } from "./parse-json.ts";
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
 *
 * @param known - The body of the last response, as it was decoded. Most polls get the same again, and a body that is the same needs no
 *   check: in what was decoded exactly stands no number that `JSON.parse` makes of an inexact one.
 */
export function tryDecode(
  text: string,
  format: Pick<ResponseFormat, "accepts" | "read"> | undefined,
  known?: unknown,
): DecodedBody {
  try {
    const isFormat = format?.accepts(text);
    let body: unknown = isFormat ? format?.read(text) : JSON.parse(text);
    if (isSame(body, known)) return { body: known };
    if (!isFormat) body = exactJson(text, body);
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
