import { markdownCell, markdownTable } from "./markdown.ts";
import type { PackageFacts } from "./package-facts.ts";
import { evidenceText } from "./readme-access.ts";

/** The section about which operation gives a job's status; nothing if there is only one. */
export function operationChoice({ spec, contract, names }: PackageFacts): string[] {
  const { jobs = "all other jobs", operations = {}, references = [] } = spec.extension;
  const others = Object.entries(operations);
  const [first] = others;
  if (first === undefined) return [];
  const requestText = ({ method, path }: { readonly method: string; readonly path: string }): string =>
    `\`${method} ${path}\``;
  const rows = [
    ["`default`", markdownCell(jobs), requestText(contract.request), "documented"],
    ...others.map(([name, other]) => [
      `\`${name}\``,
      markdownCell(other.jobs),
      requestText(contract.operations?.[name]?.request ?? contract.request),
      evidenceText(other),
    ]),
  ];
  const isTold = references.some(({ operation }) => operation !== undefined);
  const [name] = first;
  return [
    "## Choose the operation",
    `This provider has ${others.length + 1} operations that give a job's status, each for jobs of its own. **One id can name a different job in each: with the ` +
      "wrong operation you read the status of another job.**",
    markdownTable(["operation", "jobs", "request", "evidence"], rows),
    (isTold
      ? "Links and responses of start calls name the operation, as the table in “Jobs” says; an ID does not. "
      : "Neither an ID nor the response of a start call names the operation. ") +
      `Name it for one job, \`${names.variable}.wait({ id, operation: ${JSON.stringify(name)} })\`, or for all jobs of a client with the ` +
      `option \`operation\` of \`${names.create}\`. Without a name it is \`default\`.`,
  ];
}
