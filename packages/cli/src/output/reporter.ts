import type { OutputFormat } from "../arguments/options.ts";
import { failureSentence } from "../error-sentence.ts";
import type { JobRow } from "../job-row.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import { changeLine, summary } from "../plain-text.ts";
import { statusObject } from "./status-object.ts";
import type { Output } from "./output.ts";
import { printable, printableJson } from "./printable.ts";
import { fillTemplate } from "./template.ts";
import { yamlText } from "./yaml-text.ts";

/** Writes the changes of a run's jobs. */
export interface Reporter {
  /** A row has changed. */
  onChange(index: number): void;
  /** The run ends. */
  end(): void;
}

/** What a reporter is made for. */
export interface ReporterOptions {
  /** The format, a template for each status, or nothing but errors. */
  readonly format: OutputFormat | { readonly template: string } | "quiet";
  /** Whether to show each change, or only the end of each job. */
  readonly isEachChange: boolean;
  /** Whether to redraw a table in place. */
  readonly isLive: boolean;
  readonly view: JobsView;
  readonly stdout: Output;
  /** Shows an error that the format doesn't show to people. */
  readonly warn: (sentence: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

/** Creates the reporter for a format. The table is loaded only if it is drawn. */
export async function createReporter(options: ReporterOptions): Promise<Reporter> {
  const { format, view, stdout, warn, isEachChange } = options;
  if (format === "table") return (await import("./table-reporter.ts")).createTableReporter(options);
  const { line, whole } = typeof format === "object" ? templateFormat(format.template) : FORMATS[format];
  return {
    onChange(index) {
      const row = view.row(index);
      if (line && (isEachChange || row.isDone)) stdout.write(`${line(row, view)}\n`);
      if (row.failure && format !== "plain") warn(failureSentence(row.failure));
    },
    end: () => whole && stdout.write(`${whole(view)}\n`),
  };
}

/** What a format writes. */
interface Format {
  /** The text for each change; absent if the format has none. */
  readonly line?: (row: JobRow, view: JobsView) => string;
  /** The text at the end; absent if the format has none. */
  readonly whole?: (view: JobsView) => string;
}

const FORMATS: Readonly<Record<"quiet" | Exclude<OutputFormat, "table">, Format>> = {
  quiet: {},
  plain: { line: (row, { elapsedMs }) => changeLine(row, elapsedMs), whole: summary },
  ndjson: { line: (row) => printableJson(statusObject(row)) },
  json: { whole: ({ rows }) => printableJson(rows.map(statusObject), 2) },
  yaml: { whole: ({ rows }) => yamlText(rows.map(statusObject)) },
};

function templateFormat(template: string): Format {
  return { line: (row) => printable(fillTemplate(template, statusObject(row))) };
}
