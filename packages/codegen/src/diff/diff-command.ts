import { EXIT_FAULTS, EXIT_OK } from "../cli-output.ts";
import type { CliOutput } from "../cli-output.ts";
import { formatDiagnostic } from "../diagnostic.ts";
import type { Severity } from "./change.ts";
import { compareFiles } from "./compare-files.ts";
import { DIFF_HELP, parseDiffArguments } from "./diff-arguments.ts";
import { formatReport, severityOf } from "./diff-report.ts";

const EXIT_CODES: Readonly<Record<Severity, number>> = { patch: 3, minor: 4, major: 5 };

/**
 * Runs `jobstatus-codegen diff` and returns its exit code.
 *
 * @throws UsageError if it is called wrongly, or a file can't be read.
 */
export async function runDiff(args: readonly string[], output: CliOutput): Promise<number> {
  const request = parseDiffArguments(args);
  if (request === undefined) {
    output.out(DIFF_HELP);
    return EXIT_OK;
  }
  const { documents, diagnostics } = await compareFiles(request.base, request.revision);
  if (documents === undefined) {
    for (const diagnostic of diagnostics) output.err(`${formatDiagnostic(diagnostic)}\n`);
    return EXIT_FAULTS;
  }
  output.out(formatReport(documents, request.format));
  const severity = severityOf(documents);
  return severity === undefined ? EXIT_OK : EXIT_CODES[severity];
}
