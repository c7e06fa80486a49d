import type { ResponseFormat } from "../response/response-format.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { valueFromXml } from "./value-from-xml.ts";
import type { XmlTable } from "./xml-shape.ts";

/** Creates the XML format of a provider from its table. Provider packages call it; their users need not. */
export function createXmlFormat<const Provider extends string>(
  table: XmlTable & { readonly provider: Provider },
): ResponseFormat<Provider> {
  const { provider, operation, request, body = "", operations = {} } = table;
  const others = Object.entries(operations).map(([name, other]) => [name, createXmlFormat({ provider, ...other })]);
  return Object.freeze({
    provider,
    operation,
    request,
    createBody(id: string, members: Readonly<Record<string, string | number | boolean>> = {}) {
      const elements = Object.entries({ [request.id.name]: id, ...members });
      return `<${body}>${elements.map(([name, text]) => `<${name}>${escapeXml(String(text))}</${name}>`).join("")}</${body}>`;
    },
    // No JSON begins so, and no XML otherwise.
    accepts: (text: string) => /^\s*</.test(text),
    read: (text: string) => valueFromXml(text, table),
    // Each start call has a root of its own; the envelope around its members is that of a status.
    parseStartResponse: (text: string) => valueFromXml(text, { shape: table.shape }),
    operations: Object.fromEntries(others) as Readonly<Record<string, ResponseFormat<Provider>>>,
  });
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };

function escapeXml(text: string): string {
  // XML 1.0 section 2.2, production Char: other characters cannot stand in a document, however they are written.
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text)) {
    throw new JobStatusError("invalid-request", `the text ${JSON.stringify(text)} cannot stand in XML`);
  }
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}
