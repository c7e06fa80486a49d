import type { XmlOperation } from "@jobstatus/core/xml";
import { docComment } from "./doc-comment.ts";
import { literalFromTable, printOpen } from "./literal.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** `src/gen/xml.ts`: the table of the provider's XML, checked at compile time; nothing if it has none. */
export function xmlModule({ contract, names, provenance, xml }: PackageFacts): string | undefined {
  if (xml === undefined) return undefined;
  const responseOf = ({ operation, request }: XmlOperation): string =>
    `operations[${JSON.stringify(operation)}]["responses"][200]["content"][${JSON.stringify(request.accept)}]`;
  const others = Object.entries(xml.operations ?? {}).map(
    ([name, other]) => `${JSON.stringify(name)}: ${responseOf(other)}`,
  );
  const response = responseOf(xml) + (others.length === 0 ? "" : `, { ${others.join("; ")} }`);
  return [
    moduleHeader(provenance),
    'import type { ResponseFormat } from "@jobstatus/core/provider";\n',
    'import { type XmlTableFor, createXmlFormat } from "@jobstatus/core/xml";\n',
    'import type { operations } from "./schema.ts";\n\n',
    docComment([
      `${contract.provider} in XML: the option \`format\` of \`${names.create}\`. The statuses are those of JSON.`,
    ]),
    // The type is named, since compilers do not always find a name for what they infer across packages.
    `export const xml: ResponseFormat<${JSON.stringify(contract.provider)}> = /* @__PURE__ */ createXmlFormat(`,
    printOpen(literalFromTable(xml)),
    ` as const satisfies XmlTableFor<${response}>);\n`,
  ].join("");
}
