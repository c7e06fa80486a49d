import type { JobStatusError } from "@jobstatus/core";
import { COMMAND_NAMES, type CommandName, isCommandName } from "./arguments/commands.ts";
import { nearestName } from "./arguments/nearest-name.ts";
import { type Arguments, parseArguments } from "./arguments/parse-arguments.ts";
import { errorSentence } from "./error-sentence.ts";
import { EXIT_CODES, exitCodeFromError } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";
import { VERSION } from "./version.ts";

/**
 * Runs the command.
 *
 * @param args - The arguments, without the program's own name.
 * @returns The exit code.
 */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    const isVerbose = args.includes("--verbose") || args.includes("-v");
    const stack = isVerbose && error instanceof Error ? error.stack : undefined;
    io.stderr.write(`jobstatus: ${errorSentence(error)}\n${stack === undefined ? "" : `${stack}\n`}`);
    if (error instanceof UsageError) return EXIT_CODES.usage;
    return isJobStatusError(error) ? exitCodeFromError(error.code) : EXIT_CODES.internal;
  }
}

async function dispatch([name = "", ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === "--version") {
    io.stdout.write(`${VERSION}\n`);
    return EXIT_CODES.succeeded;
  }
  if (name === "" || name === "--help" || name === "-h") {
    const { programHelp } = await import("./manual/help.ts");
    const isAsked = name !== "";
    (isAsked ? io.stdout : io.stderr).write(`${programHelp()}\n`);
    return isAsked ? EXIT_CODES.succeeded : EXIT_CODES.usage;
  }
  if (!isCommandName(name)) {
    const nearest = nearestName(name, COMMAND_NAMES);
    const advice = nearest === undefined ? `the commands are ${COMMAND_NAMES.join(", ")}` : `did you mean ${nearest}?`;
    throw new UsageError(`there is no command ${JSON.stringify(name)}; ${advice}`);
  }
  const args = parseArguments(name, rest);
  if (args.has("help")) {
    const { commandHelp } = await import("./manual/help.ts");
    io.stdout.write(`${commandHelp(name)}\n`);
    return EXIT_CODES.succeeded;
  }
  return RUNNERS[name](args, io);
}

/** Each command is loaded when it is called: most runs need one. */
const RUNNERS: Readonly<Record<CommandName, (args: Arguments, io: Io) => Promise<number>>> = {
  get: async (args, io) => (await import("./commands/get.ts")).get(args, io),
  watch: async (args, io) => (await import("./commands/follow.ts")).follow("watch", args, io),
  wait: async (args, io) => (await import("./commands/follow.ts")).follow("wait", args, io),
  resume: async (args, io) => (await import("./commands/follow.ts")).resume(args, io),
  providers: async (args, io) => (await import("./commands/providers.ts")).providers(args, io),
  simulate: async (args, io) => (await import("./commands/simulate.ts")).simulate(args, io),
  completion: async (args, io) => (await import("./commands/manual.ts")).completion(args, io),
  help: async (args, io) => (await import("./commands/manual.ts")).help(args, io),
};

/** By its name: the class would bring all of core along for whoever asks for help. */
function isJobStatusError(error: unknown): error is JobStatusError {
  return error instanceof Error && error.name === "JobStatusError" && "code" in error;
}
