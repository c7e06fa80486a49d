import { parseArgs } from "node:util";
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "./usage-error.ts";

/**
 * Splits the arguments of a command into the values of its options and the others.
 *
 * @param help - The command that shows the help, for the error.
 * @throws UsageError if an option is unknown, or lacks its value.
 */
export function parseCommandArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  help: string,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (cause) {
    if (cause instanceof TypeError) throw new UsageError(`${cause.message}; ${help} shows how`, { cause });
    throw cause;
  }
}
