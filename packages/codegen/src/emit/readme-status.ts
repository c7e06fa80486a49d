import { STATES, conditionsOf, statusValueOf } from "../extension.ts";
import type { ExtensionJob, ExtensionStatusRule } from "../extension.ts";
import { namedOperations } from "../named-operations.ts";
import { markdownCell, markdownTable } from "./markdown.ts";
import type { PackageFacts } from "./package-facts.ts";
import { evidenceText } from "./readme-access.ts";

/** The section about the status values and their states. */
export function states({ spec: { extension } }: PackageFacts): string[] {
  const others = namedOperations(extension);
  const lists = [extension, ...others.map((other) => other.extension)].map((one) => one.states);
  const rows = STATES.flatMap((state) => {
    const all = lists.flatMap((list) => (list[state] ?? []).map(statusValueOf));
    const unique = all.filter(({ value }, index) => all.findIndex((other) => other.value === value) === index);
    return unique.map((value) => {
      const meaning =
        value.outcomeFrom === undefined
          ? `\`${state}\``
          : `\`succeeded\`; \`partial\` if some ${value.outcomeFrom === "items" ? "items" : "parts"} failed, \`failed\` if all did`;
      return [`\`${markdownCell(value.value)}\``, meaning, evidenceText(value)];
    });
  });
  const ofOthers = others.flatMap(({ name }) => {
    const job = extension.operations?.[name]?.job;
    return job === undefined ? [] : rulesOf(job, ` of a job of the operation \`${name}\``);
  });
  return [
    "## States",
    markdownTable(["status value", "state", "evidence"], rows),
    OTHER_VALUES,
    ...rulesOf(extension.job, ""),
    ...ofOthers,
  ];
}

const OTHER_VALUES = "Any other value is `unknown`; you find it in `native`.";

/** How the status value comes from the response, if it is not at one place. */
function rulesOf({ status }: ExtensionJob, of: string): string[] {
  if (typeof status === "string") return [];
  return [`The status value${of} is the first of these that holds:`, status.map(lineOf).join("\n")];
}

function lineOf(rule: ExtensionStatusRule): string {
  const { value, at, where } = rule;
  const what = value === undefined ? `the value at \`${at ?? ""}\`, if there is one` : `\`${value}\``;
  const conditions = [
    ...(where?.http === undefined ? [] : [`the HTTP status is ${where.http}`]),
    ...conditionsOf(rule).map(
      (field) => `\`${field.at}\` is ${field.equals === undefined ? "there" : `\`${String(field.equals)}\``}`,
    ),
  ];
  const link = value === undefined ? " and" : ", if";
  return `- ${what}${conditions.length === 0 ? "" : `${link} ${conditions.join(" and ")}`}`;
}
