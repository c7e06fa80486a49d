import { OUTPUT_FORMATS, type OutputFormat } from "../arguments/options.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import type { Output } from "../output/reporter.ts";

/** The format that was asked for, or else a table for people and lines of JSON for programs. */
export function outputFormat(args: Arguments, { isTTY }: Output): OutputFormat {
  const text = args.text("output");
  return OUTPUT_FORMATS.find((format) => format === text) ?? (isTTY ? "table" : "ndjson");
}
