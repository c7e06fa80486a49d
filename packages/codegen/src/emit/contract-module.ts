import type { Contract } from "@jobstatus/core";
import { docComment } from "./doc-comment.ts";
import { printOpen } from "./literal.ts";
import type { Literal, LiteralObject } from "./literal.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** `src/gen/contract.ts`: the table, checked at compile time against the types of the document. */
export function contractModule({ contract, provenance }: PackageFacts): string {
  const { at, status } = contract.job;
  const starts = at.map((pointer) => JSON.stringify(pointer)).join(" | ");
  const type = `ContractFor<operations[${JSON.stringify(contract.operation)}], ${starts}, ${JSON.stringify(status)}>`;
  return [
    moduleHeader(provenance),
    'import { type ContractFor, freezeContract } from "@jobstatus/core";\n',
    'import type { operations } from "./schema.ts";\n\n',
    docComment([`What ${contract.provider} says, and where: the table by which its answers are read.`]),
    "export const contract = /* @__PURE__ */ freezeContract(",
    printOpen(literalFromContract(contract)),
    ` as const satisfies ${type});\n`,
  ].join("");
}

/** A contract as a table; interfaces have no index signature, so it is copied member by member. */
function literalFromContract(contract: Contract): LiteralObject {
  return Object.fromEntries(Object.entries(contract).map(([name, value]) => [name, literalFrom(value)]));
}

function literalFrom(value: unknown): Literal {
  if (Array.isArray(value)) return value.map(literalFrom);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, element]) => [name, literalFrom(element)]));
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null) {
    return value;
  }
  throw new TypeError(`A contract holds text, numbers, booleans and null, not ${typeof value}.`);
}
