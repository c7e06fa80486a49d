import { SpecificationLines, type StatedDocument } from "./statements.ts";

/** Where a statement is held, in words. */
export interface HeldStatement {
  readonly id: string;
  readonly says: string;
  readonly section: string;
  readonly specification: string;
  readonly cases: readonly string[];
}

/** Each statement of a document, with the line of the specification. */
export function heldStatements({ provider, statements }: StatedDocument): HeldStatement[] {
  const lines = new SpecificationLines(provider);
  return statements.map(({ id, says, section, spec, cases }) => ({
    id,
    says,
    section,
    cases,
    specification: `specs/${provider}.openapi.yaml:${lines.lineOf(spec) ?? "?"}`,
  }));
}

/** Writes the page that shows what holds each statement. */
export function traceabilityPage(documents: readonly StatedDocument[]): string {
  const count = documents.reduce((sum, { statements }) => sum + statements.length, 0);
  return [
    "# Traceability",
    "",
    `Each of the ${count} statements of the vendors' pages, the line of the specification where it stands, and the cases that`,
    "hold clients to it. The statements are in `traceability/statements.yaml`.",
    ...documents.flatMap((document) => [
      "",
      `## ${document.title}`,
      "",
      "| statement | section | says | specification | cases |",
      "| --- | --- | --- | --- | --- |",
      ...heldStatements(document).map(
        ({ id, section, says, specification, cases }) =>
          `| ${id} | ${section} | ${says} | ${specification} | ${cases.join(", ")} |`,
      ),
    ]),
    "",
  ].join("\n");
}
