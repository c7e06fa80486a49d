import { COMMAND_NAMES, SHELLS, isCommandName } from "../arguments/commands.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { completionScript } from "../manual/completion.ts";
import { commandHelp, programHelp } from "../manual/help.ts";
import { manPage } from "../manual/man-page.ts";
import { UsageError } from "../usage-error.ts";
import { VERSION } from "../version.ts";

/** Prints the completions for a shell. */
export function completion(args: Arguments, { stdout }: Io): number {
  const [name] = args.positionals;
  const shell = SHELLS.find((known) => known === name);
  if (!shell) throw new UsageError(`there are completions for ${SHELLS.join(", ")}, not for ${JSON.stringify(name)}`);
  stdout.write(`${completionScript(shell)}\n`);
  return EXIT_CODES.succeeded;
}

/** Prints the help of the program or of one command, or the manual page. */
export function help(args: Arguments, { stdout }: Io): number {
  const [name] = args.positionals;
  if (name !== undefined && !isCommandName(name)) {
    throw new UsageError(`there is no command ${JSON.stringify(name)}; the commands are ${COMMAND_NAMES.join(", ")}`);
  }
  stdout.write(`${args.has("man") ? manPage(VERSION) : name === undefined ? programHelp() : commandHelp(name)}\n`);
  return EXIT_CODES.succeeded;
}
