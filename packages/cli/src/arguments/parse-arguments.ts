import { parseArgs } from "node:util";
import { UsageError } from "../usage-error.ts";
import { COMMANDS, COMMAND_NAMES, type CommandName, type CommandSpec, isCommandName } from "./commands.ts";
import { nearestName, unknownName } from "./nearest-name.ts";
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from "./options.ts";

/** The options and arguments of a command. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<OptionName, readonly string[]>;

  constructor(positionals: readonly string[], values: ReadonlyMap<OptionName, readonly string[]>) {
    this.positionals = positionals;
    this.#values = values;
  }

  /** Whether an option is given. */
  has(name: OptionName): boolean {
    return this.#values.has(name);
  }

  /** The value of an option. */
  text(name: OptionName): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  /** All values of an option. */
  texts(name: OptionName): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

/** A command line: its command, if it names one, and the rest. Options may stand before the command. */
export interface CommandLine {
  readonly command: CommandName | undefined;
  readonly args: Arguments;
}

const ALL_OPTIONS = Object.keys(OPTIONS) as readonly OptionName[];
const PROGRAM_OPTIONS: readonly OptionName[] = ["version", ...COMMON_OPTIONS];

/**
 * Parses the command line.
 *
 * @throws UsageError - The command or an option is unknown, an option lacks its value or has an invalid one, or there are too
 *   few or too many arguments.
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const options = Object.fromEntries(ALL_OPTIONS.map((name) => [name, parserOption(OPTIONS[name])]));
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const [command = "", ...positionals] = tokens.flatMap((token) => (token.kind === "positional" ? token.value : []));
  if (command !== "" && !isCommandName(command)) {
    // The value of a misspelt option would pass for a command.
    const stray = tokens.find((token) => token.kind === "option" && !Object.hasOwn(OPTIONS, token.name));
    if (stray?.kind === "option") throw unknownOption("", stray.rawName, ALL_OPTIONS);
    throw new UsageError(unknownName("command", command, COMMAND_NAMES));
  }
  const spec: CommandSpec | undefined = command === "" ? undefined : COMMANDS[command];
  const names = spec ? [...spec.options, ...COMMON_OPTIONS] : PROGRAM_OPTIONS;
  const values = new Map<OptionName, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const name = names.find((known) => known === token.name);
    if (!name) throw unknownOption(command, token.rawName, names);
    checkValue(name, token.value, token.inlineValue ?? false);
    const given = values.get(name) ?? [];
    if (given.length > 0 && !isRepeatable(name)) throw new UsageError(`--${name} is given twice; give it once`);
    values.set(name, [...given, token.value ?? ""]);
  }
  const args = new Arguments(positionals, values);
  if (spec && command !== "" && !args.has("help")) checkCount(command, spec, positionals);
  return { command: command === "" ? undefined : command, args };
}

function parserOption({ value, short }: OptionSpec): { type: "string" | "boolean"; multiple: true; short?: string } {
  return { type: value === undefined ? "boolean" : "string", multiple: true, ...(short !== undefined && { short }) };
}

function isRepeatable(name: OptionName): boolean {
  const { isRepeatable: repeats, value }: OptionSpec = OPTIONS[name];
  return repeats ?? value === undefined;
}

function checkValue(name: OptionName, text: string | undefined, isInline: boolean): void {
  const { value, choices }: OptionSpec = OPTIONS[name];
  if (value === undefined) {
    if (text !== undefined) throw new UsageError(`--${name} takes no value`);
    return;
  }
  // `--timeout --any` lacks a value; the second option is not the value of the first.
  if (text === undefined || text === "" || (!isInline && text.startsWith("-"))) {
    throw new UsageError(`--${name} needs a value: --${name}=${value}`);
  }
  if (choices && !choices.includes(text)) {
    throw new UsageError(`--${name} must be one of ${choices.join(", ")}, not ${JSON.stringify(text)}`);
  }
}

function unknownOption(command: string, rawName: string, names: readonly string[]): UsageError {
  const nearest = nearestName(rawName.replace(/^-+/, ""), names);
  const help = `jobstatus ${command} --help`.replace("  ", " ");
  const advice = nearest === undefined ? `see: ${help}` : `did you mean --${nearest}?`;
  return new UsageError(`unknown option ${rawName}${command && ` of ${command}`}; ${advice}`);
}

function checkCount(command: CommandName, { arguments: shown }: CommandSpec, given: readonly string[]): void {
  const words = shown.split(" ").filter(Boolean);
  const least = words.filter((word) => !word.startsWith("[")).length;
  // A completion script passes the words of the command line.
  const isOpen = shown.includes("...") || command === "completion";
  if (given.length >= least && (isOpen || given.length <= words.length)) return;
  const usage = `usage: jobstatus ${command} ${shown}`.trimEnd();
  const extra = given[words.length];
  throw new UsageError(
    extra === undefined
      ? `${command} needs an argument; ${usage}`
      : `${command} does not take ${JSON.stringify(extra)}; ${usage}`,
  );
}
