import { parseCommandArguments } from "../command-arguments.ts";
import { UsageError } from "../usage-error.ts";
import { REPORT_FORMATS } from "./diff-report.ts";
import type { ReportFormat } from "./diff-report.ts";

/** A request to compare documents. */
export interface DiffRequest {
  readonly base: string;
  readonly revision: string;
  readonly format: ReportFormat;
}

/** What `jobstatus-codegen diff --help` shows. */
export const DIFF_HELP = `Usage: jobstatus-codegen diff <base> <revision> [options]

Tells what a change of a document means for the users of the package that is generated from it: in x-job-status
and in the rest of the document. <base> and <revision> are two documents, two overlays that name their documents
in "extends", or two folders of *.openapi.yaml files.

  major  users must edit code, or a wait ends in another way
  minor  something is new, or the pace of waits differs
  patch  only texts, or where a value is read from

Options
  --format <form>   text, json or markdown (for a changelog). Default: text.
  --help            Show this.

Exit codes: 0 no change; 3 patch; 4 minor; 5 major; 1 a document has faults; 2 the command was called wrongly, or
a file could not be read.
`;

const OPTIONS = { format: { type: "string", default: "text" }, help: { type: "boolean", default: false } } as const;

/**
 * Parses the arguments of `diff`; nothing for `--help`.
 *
 * @throws UsageError which says what is wrong with them.
 */
export function parseDiffArguments(args: readonly string[]): DiffRequest | undefined {
  const { values, positionals } = parseCommandArguments(args, OPTIONS, "jobstatus-codegen diff --help");
  const [base, revision, ...others] = positionals;
  if (values.help) return undefined;
  if (base === undefined || revision === undefined || others.length > 0) {
    throw new UsageError("name two documents, the base and its revision; jobstatus-codegen diff --help shows how");
  }
  const format = REPORT_FORMATS.find((each) => each === values.format);
  if (format === undefined) {
    throw new UsageError(`--format ${JSON.stringify(values.format)} must be one of ${REPORT_FORMATS.join(", ")}`);
  }
  return { base, revision, format };
}
