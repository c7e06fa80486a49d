import type { ContractOperation } from "@jobstatus/core/provider";
import { docComment } from "./doc-comment.ts";
import { literalFromTable, printOpen } from "./literal.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** `src/gen/contract.ts`: the table, checked at compile time against the types of the document. */
export function contractModule({ contract, provenance, spec }: PackageFacts): string {
  const { batch, session } = spec.extension;
  const named = Object.entries(contract.operations ?? {}).map(
    ([name, operation]) => `${JSON.stringify(name)}: OperationFor<${typeArguments(operation)}>`,
  );
  const others = [
    ...[batch?.operation, session?.login.operation].map((id) =>
      id === undefined ? ", never" : `, operations[${JSON.stringify(id)}]`,
    ),
    named.length === 0 ? ", never" : `, { ${named.join("; ")} }`,
  ];
  const more = others.join("").replace(/(, never)+$/, "");
  const types = ["ContractFor", ...(named.length === 0 ? [] : ["OperationFor"])];
  return [
    moduleHeader(provenance),
    'import { freezeContract } from "@jobstatus/core/client";\n',
    `import type { ${types.join(", ")} } from "@jobstatus/core/provider";\n`,
    'import type { operations } from "./schema.ts";\n\n',
    docComment([`What ${contract.provider} says, and where: the table by which its responses are read.`]),
    "export const contract = /* @__PURE__ */ freezeContract(",
    printOpen(literalFromTable(contract)),
    ` as const satisfies ContractFor<${typeArguments(contract)}${more}>);\n`,
  ].join("");
}

function typeArguments({ operation, job: { at, status } }: ContractOperation): string {
  const starts = at.map((pointer) => JSON.stringify(pointer)).join(" | ");
  return `operations[${JSON.stringify(operation)}], ${starts}, ${statusType(status)}`;
}

/** The pointer as a type, or the pointers and the values of rules, each as a union. */
function statusType(status: ContractOperation["job"]["status"]): string {
  if (typeof status === "string") return JSON.stringify(status);
  const places = status.flatMap((rule) => ("at" in rule ? [rule.at] : []));
  const values = status.flatMap((rule) => ("value" in rule ? [rule.value] : []));
  return `{ at: ${unionOf(places)}; value: ${unionOf(values)} }`;
}

function unionOf(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => JSON.stringify(text)).join(" | ") || "never";
}
