import { ContractMismatch } from "../response/contract-mismatch.ts";
import { UnreadableBody } from "../response/unreadable-body.ts";
import { isRecord } from "./check-options.ts";
import type { FormatSupport } from "./client-parts.ts";

/** A format other than JSON, for the providers that have one. */
export const formats: FormatSupport = {
  checks(provider) {
    const test = (value: unknown) => isRecord.test(value) && Reflect.get(Object(value), "provider") === provider;
    return { format: { test, expected: `a format of ${provider}, from its package's subpath` } };
  },
  explain(fault, text, headers, format) {
    if (!format) {
      if (!/^(?:text|application)\/xml\b/i.test(headers.get("Content-Type") ?? "")) return undefined;
      const remedy = "give the client the option format, from the provider's package's subpath, or have JSON sent";
      return new ContractMismatch(undefined, `the response is XML, which this client does not read; ${remedy}`);
    }
    if (!/^\s*</.test(text))
      return new UnreadableBody("the response is neither JSON nor what the client's format reads");
    // The first line says what is wrong; what follows repeats the document.
    const [reason = ""] = fault instanceof Error ? fault.message.split("\n") : [];
    return new UnreadableBody(`the response is not well-formed${reason && ` (${reason})`}`);
  },
};
