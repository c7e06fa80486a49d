import type { OutputFormat } from "../arguments/options.ts";
import { changeLine } from "../change-line.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import { summary } from "../summary.ts";
import { errorObject } from "./error-object.ts";

/** Writes what happens to the jobs of a run. */
export interface Reporter {
  /** A row has changed. */
  changed(index: number): void;
  /** Nothing more comes. */
  end(): void;
}

/** The part of a stream that is used. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** Writes text as it is. */
  write(text: string): unknown;
  /** Listens for a change of the terminal's size. */
  on(event: "resize", listener: () => void): unknown;
  /** Ends that. */
  off(event: "resize", listener: () => void): unknown;
}

/** What a reporter is made for. */
export interface ReporterOptions {
  readonly format: OutputFormat;
  /** Whether each change is shown, or only how each job ended. */
  readonly isEachChange: boolean;
  readonly view: JobsView;
  readonly stdout: Output;
  /** Where the errors go that the format does not show to people. */
  readonly warn: (sentence: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

/** Creates the reporter for a format. What draws tables is loaded only where one is drawn. */
export async function createReporter(options: ReporterOptions): Promise<Reporter> {
  const { format, view, stdout, warn, isEachChange } = options;
  if (format === "table") {
    const { createTableReporter } = await import("./table-reporter.ts");
    return createTableReporter(options);
  }
  const write = (line: string) => stdout.write(`${line}\n`);
  const isShown = (index: number) => isEachChange || view.row(index).isDone;
  if (format === "plain") {
    return {
      changed: (index) => isShown(index) && write(changeLine(view.row(index), view.elapsedMs)),
      end: () => write(summary(view.rows, view.elapsedMs)),
    };
  }
  const complainOf = (index: number) => {
    const { error } = view.row(index);
    if (error !== undefined) warn(error);
  };
  if (format === "json") {
    return {
      changed: complainOf,
      end: () =>
        write(
          JSON.stringify(
            view.rows.map((_, index) => jsonOf(view, index)),
            undefined,
            2,
          ),
        ),
    };
  }
  return {
    changed(index) {
      if (isShown(index)) write(JSON.stringify(jsonOf(view, index)));
      complainOf(index);
    },
    end() {},
  };
}

function jsonOf(view: JobsView, index: number): object {
  const { provider, job, status, failure } = view.row(index);
  if (failure) return errorObject(provider, job, failure);
  return status ?? { provider, id: job };
}
