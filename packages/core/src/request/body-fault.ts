import type { ClientContext } from "../context/client-context.ts";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { UnreadableBody } from "../response/unreadable-body.ts";

/**
 * Says why a body can't be read, and what to do: a {@link ContractMismatch} or an {@link UnreadableBody}.
 *
 * @param fault - What its decoder threw.
 */
export function bodyFault(
  fault: unknown,
  text: string,
  headers: Headers,
  { parts, options }: Pick<ClientContext, "parts" | "options">,
): Error {
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) {
    return new UnreadableBody("the response is an HTML page, perhaps of a proxy or of a maintenance");
  }
  if (fault instanceof ContractMismatch) return fault;
  return parts.formats?.explain(fault, text, headers, options.format) ?? new UnreadableBody("the response isn't JSON");
}
