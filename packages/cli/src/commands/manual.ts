import { COMMAND_NAMES, SHELLS, isCommandName } from "../arguments/commands.ts";
import { unknownName } from "../arguments/nearest-name.ts";
import type { Arguments } from "../arguments/parse-arguments.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { commandHelp, programHelp } from "../manual/help.ts";
import { manPage } from "../manual/man-page.ts";
import { UsageError } from "../usage-error.ts";
import { VERSION } from "../version.ts";

/** The argument with which a completion script asks for the candidates for a word. */
const WORDS = "words";

/** Prints the completions for a shell, or the candidates for such a script. */
export async function completion(args: Arguments, { stdout, env }: Io): Promise<number> {
  const [name = "", ...words] = args.positionals;
  if (name === WORDS) {
    const { completeWords } = await import("../manual/complete-words.ts");
    for (const candidate of await completeWords(words, env)) stdout.write(`${candidate}\n`);
    return EXIT_CODES.succeeded;
  }
  const shell = SHELLS.find((known) => known === name);
  if (!shell) throw new UsageError(unknownName("shell", name, SHELLS));
  const { COMPLETION_SCRIPTS } = await import("../manual/completion.ts");
  stdout.write(`${COMPLETION_SCRIPTS[shell]}\n`);
  return EXIT_CODES.succeeded;
}

/** Prints the help of the program or of one command, or the manual page. */
export function help(args: Arguments, { stdout }: Io): number {
  const [name] = args.positionals;
  if (name !== undefined && !isCommandName(name)) throw new UsageError(unknownName("command", name, COMMAND_NAMES));
  stdout.write(`${args.has("man") ? manPage(VERSION) : name === undefined ? programHelp() : commandHelp(name)}\n`);
  return EXIT_CODES.succeeded;
}
