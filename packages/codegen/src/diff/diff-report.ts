import { gravest } from "./change.ts";
import type { Change, Severity } from "./change.ts";

/** What a revision changes in one document. */
export interface DocumentChanges {
  /** The provider's name, or that of the file if it has none. */
  readonly name: string;
  readonly changes: readonly Change[];
}

/** The forms of a report. */
export const REPORT_FORMATS = ["text", "json", "markdown"] as const;

/** A form of a report. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The gravest severity of all documents. */
export function severityOf(documents: readonly DocumentChanges[]): Severity | undefined {
  return gravest(documents.flatMap(({ changes }) => changes));
}

/** Writes what changes, in the given form. */
export function formatReport(documents: readonly DocumentChanges[], format: ReportFormat): string {
  if (format === "json")
    return `${JSON.stringify({ severity: severityOf(documents) ?? "none", documents }, undefined, 2)}\n`;
  return format === "markdown" ? markdown(documents) : text(documents);
}

function text(documents: readonly DocumentChanges[]): string {
  const lines = documents.flatMap(({ name, changes }) =>
    changes.map(({ severity, place, message }) => `${severity.padEnd(5)}  ${name}  ${place}: ${message}\n`),
  );
  const severity = severityOf(documents);
  const sum = severity === undefined ? "nothing changes for users" : `the next version must be a ${severity} one`;
  return `${lines.join("")}${count(lines.length, "change")}; ${sum}\n`;
}

/** For a changelog: a list for each provider that changes. */
function markdown(documents: readonly DocumentChanges[]): string {
  return documents
    .filter(({ changes }) => changes.length > 0)
    .map(({ name, changes }) => `#### ${name}\n\n${changes.map((change) => `${changelogLine(change)}\n`).join("")}`)
    .join("\n");
}

/** One change as a line of a changelog. */
function changelogLine({ severity, place, message }: Change): string {
  return `- **${severity}** \`${place}\`: ${message}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
