import { ContractMismatch } from "./contract-mismatch.ts";
import type { ResponseFormat } from "./response-format.ts";

/** Thrown if a body isn't a document of a known format. */
export class UnreadableBody extends Error {}

/**
 * Says why a body can't be read, and what to do.
 *
 * @param fault - What its decoder threw.
 */
export function unreadableBody(
  fault: unknown,
  text: string,
  headers: Headers,
  format: ResponseFormat | undefined,
): ContractMismatch | UnreadableBody {
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) {
    return new UnreadableBody("the response is an HTML page, perhaps of a proxy or of a maintenance");
  }
  if (fault instanceof ContractMismatch) return fault;
  if (!format && /^(?:text|application)\/xml\b/i.test(headers.get("Content-Type") ?? "")) {
    const remedy = "give the client the option format, from the provider's package's subpath, or have JSON sent";
    return new ContractMismatch(undefined, `the response is XML, which this client does not read; ${remedy}`);
  }
  if (!format) return new UnreadableBody("the response isn't JSON");
  if (!/^\s*</.test(text)) return new UnreadableBody("the response is neither JSON nor what the client's format reads");
  // The first line says what is wrong; what follows repeats the document.
  const [reason = ""] = fault instanceof Error ? fault.message.split("\n") : [];
  return new UnreadableBody(`the response is not well-formed${reason && ` (${reason})`}`);
}
