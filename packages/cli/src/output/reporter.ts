import type { OutputFormat } from "../arguments/options.ts";
import { changeLine } from "../change-line.ts";
import { failureSentence } from "../error-sentence.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import { summary } from "../summary.ts";
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
  const lineOf = lineFormat(format, view);
  const whole = wholeFormat(format, view);
  return {
    onChange(index) {
      const { isDone, failure } = view.row(index);
      if (lineOf && (isEachChange || isDone)) stdout.write(`${lineOf(index)}\n`);
      if (failure && format !== "plain") warn(failureSentence(failure));
    },
    end: () => whole && stdout.write(`${whole()}\n`),
  };
}

/** The text for each change; absent if the format has none. */
function lineFormat(format: ReporterOptions["format"], view: JobsView): ((index: number) => string) | undefined {
  if (typeof format === "object")
    return (index) => printable(fillTemplate(format.template, statusObject(view.row(index))));
  if (format === "plain") return (index) => changeLine(view.row(index), view.elapsedMs);
  if (format === "ndjson") return (index) => printableJson(statusObject(view.row(index)));
  return undefined;
}

/** The text at the end; absent if the format has none. */
function wholeFormat(format: ReporterOptions["format"], view: JobsView): (() => string) | undefined {
  const statuses = () => view.rows.map(statusObject);
  if (format === "plain") return () => summary(view);
  if (format === "json") return () => printableJson(statuses(), 2);
  if (format === "yaml") return () => yamlText(statuses());
  return undefined;
}
