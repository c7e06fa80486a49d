import type { JobStatusError } from "@jobstatus/core";
import type { CommandName } from "./arguments/commands.ts";
import { type Arguments, parseCommandLine } from "./arguments/parse-arguments.ts";
import { errorSentence } from "./error-sentence.ts";
import { EXIT_CODES, exitCodeFromError } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { printable } from "./output/printable.ts";
import { warn } from "./output/warn.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/**
 * Runs the command.
 *
 * @param argv - The arguments, without the program's own name.
 * @returns The exit code.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { command, args } = parseCommandLine(argv);
    if (command === undefined || args.has("help")) return await showHelp(command, args, io);
    return await RUNNERS[command](args, io);
  } catch (error) {
    warn(io, errorSentence(error));
    const isVerbose = argv.includes("--verbose") || argv.includes("-v");
    if (isVerbose && error instanceof Error) {
      for (const line of error.stack?.split("\n").slice(1) ?? []) io.stderr.write(`    ${printable(line)}\n`);
    }
    if (error instanceof UsageError) return EXIT_CODES.usage;
    return isJobStatusError(error) ? exitCodeFromError(error.code) : EXIT_CODES.internal;
  }
}

async function showHelp(command: CommandName | undefined, args: Arguments, { stdout, stderr }: Io): Promise<number> {
  if (args.has("version")) {
    stdout.write(`${VERSION}\n`);
    return EXIT_CODES.succeeded;
  }
  const { commandHelp, programHelp } = await import("./manual/help.ts");
  const isRequested = args.has("help");
  (isRequested ? stdout : stderr).write(`${command === undefined ? programHelp() : commandHelp(command)}\n`);
  return isRequested ? EXIT_CODES.succeeded : EXIT_CODES.usage;
}

/** Each command is loaded when it runs: a run needs only one. */
const RUNNERS: Readonly<Record<CommandName, (args: Arguments, io: Io) => Promise<number> | number>> = {
  get: async (args, io) => (await import("./commands/get.ts")).get(args, io),
  watch: async (args, io) => (await import("./commands/follow.ts")).follow("watch", args, io),
  wait: async (args, io) => (await import("./commands/follow.ts")).follow("wait", args, io),
  list: async (args, io) => (await import("./commands/list.ts")).list(args, io),
  auth: async (args, io) => (await import("./commands/auth.ts")).auth(args, io),
  resume: async (args, io) => (await import("./commands/follow.ts")).resumeRun(args, io),
  providers: async (args, io) => (await import("./commands/providers.ts")).providers(args, io),
  simulate: async (args, io) => (await import("./commands/simulate.ts")).simulate(args, io),
  completion: async (args, io) => (await import("./commands/manual.ts")).completion(args, io),
  help: async (args, io) => (await import("./commands/manual.ts")).help(args, io),
};

/** Checks the name: importing the class would load all of core, even for the help. */
function isJobStatusError(error: unknown): error is JobStatusError {
  return error instanceof Error && error.name === "JobStatusError" && "code" in error;
}
