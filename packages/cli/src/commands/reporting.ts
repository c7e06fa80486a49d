import { OUTPUT_FORMATS, type OutputFormat } from "../arguments/options.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import type { Profile } from "../connect/profile-file.ts";
import type { Io } from "../io.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import { isInteractive } from "../output/output.ts";
import { type Reporter, createReporter } from "../output/reporter.ts";
import { warn } from "../output/warn.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Creates the reporter that the options ask for.
 *
 * @param isEachChange - Whether to show each change, or only the end of each job.
 * @throws UsageError - Two options exclude each other.
 */
export function reporterFor(
  args: Arguments,
  io: Io,
  view: JobsView,
  { defaults }: Pick<Profile, "defaults">,
  isEachChange: boolean,
): Promise<Reporter> {
  const [first, second] = (["output", "format", "quiet"] as const).filter((name) => args.has(name));
  if (second !== undefined) throw new UsageError(`--${first} and --${second} exclude each other; choose one`);
  const template = args.text("format");
  const format = args.has("quiet") ? "quiet" : template === undefined ? outputFormat(args, io, defaults) : { template };
  return createReporter({
    format,
    isEachChange,
    isLive: isAlone(args) && isInteractive(io.stdout, io.env),
    view,
    stdout: io.stdout,
    warn: (sentence) => warn(io, sentence),
    env: io.env,
  });
}

/** The requested format, or else a table for people and lines of JSON for programs. */
export function outputFormat(args: Arguments, { stdout, env }: Io, defaults: Profile["defaults"] = {}): OutputFormat {
  const text = args.text("output") ?? defaults.output;
  const usual = isAlone(args) && isInteractive(stdout, env) ? "table" : "plain";
  return OUTPUT_FORMATS.find((format) => format === text) ?? (stdout.isTTY ? usual : "ndjson");
}

/** Whether nothing else writes to the terminal during the run. */
function isAlone(args: Arguments): boolean {
  return !args.has("verbose") && !args.has("exec");
}
