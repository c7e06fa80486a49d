import { docComment } from "./doc-comment.ts";
import { literalFromTable, printOpen } from "./literal.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** `src/gen/contract.ts`: the table, checked at compile time against the types of the document. */
export function contractModule({ contract, provenance, spec }: PackageFacts): string {
  const { at, status } = contract.job;
  const starts = at.map((pointer) => JSON.stringify(pointer)).join(" | ");
  const { batch, session } = spec.extension;
  const others = [batch?.operation, session?.login.operation].map((id) =>
    id === undefined ? ", never" : `, operations[${JSON.stringify(id)}]`,
  );
  const more = others.join("").replace(/(, never)+$/, "");
  const type = `ContractFor<operations[${JSON.stringify(contract.operation)}], ${starts}, ${JSON.stringify(status)}${more}>`;
  return [
    moduleHeader(provenance),
    'import { type ContractFor, freezeContract } from "@jobstatus/core/provider";\n',
    'import type { operations } from "./schema.ts";\n\n',
    docComment([`What ${contract.provider} says, and where: the table by which its responses are read.`]),
    "export const contract = /* @__PURE__ */ freezeContract(",
    printOpen(literalFromTable(contract)),
    ` as const satisfies ${type});\n`,
  ].join("");
}
