import { parseArgs } from "node:util";
import { UsageError } from "../usage-error.ts";
import { COMMANDS, type CommandName, type CommandSpec } from "./commands.ts";
import { nearestName } from "./nearest-name.ts";
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from "./options.ts";

/** What a command was given. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<OptionName, readonly string[]>;

  constructor(positionals: readonly string[], values: ReadonlyMap<OptionName, readonly string[]>) {
    this.positionals = positionals;
    this.#values = values;
  }

  /** Whether an option was given. */
  has(name: OptionName): boolean {
    return this.#values.has(name);
  }

  /** The value of an option, the last one where there are several. */
  text(name: OptionName): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  /** All values of an option. */
  texts(name: OptionName): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

/**
 * Reads the arguments of one command.
 *
 * @throws UsageError - An option is unknown, lacks its value or has a wrong one, or there are too few or too many arguments.
 */
export function parseArguments(command: CommandName, args: readonly string[]): Arguments {
  const spec: CommandSpec = COMMANDS[command];
  const names = [...spec.options, ...COMMON_OPTIONS];
  const options = Object.fromEntries(names.map((name) => [name, parserOption(OPTIONS[name])]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const values = new Map<OptionName, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const name = names.find((known) => known === token.name);
    if (!name) throw unknownOption(command, token.rawName, names);
    checkValue(name, token.value, token.inlineValue ?? false);
    const given = values.get(name) ?? [];
    if (given.length > 0 && !isRepeatable(name)) throw new UsageError(`--${name} is given twice; give it once`);
    values.set(name, [...given, token.value ?? ""]);
  }
  const parsed = new Arguments(positionals, values);
  if (!parsed.has("help")) checkCount(command, spec, positionals);
  return parsed;
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
  // `--timeout --any` is a forgotten value rather than a value that looks like an option.
  if (text === undefined || text === "" || (!isInline && text.startsWith("-"))) {
    throw new UsageError(`--${name} needs a value: --${name}=${value}`);
  }
  if (choices && !choices.includes(text)) {
    throw new UsageError(`--${name} has to be one of ${choices.join(", ")}, not ${JSON.stringify(text)}`);
  }
}

function unknownOption(command: CommandName, rawName: string, names: readonly string[]): UsageError {
  const nearest = nearestName(rawName.replace(/^-+/, ""), names);
  const advice = nearest === undefined ? `see: jobstatus ${command} --help` : `did you mean --${nearest}?`;
  return new UsageError(`${command} has no option ${rawName}; ${advice}`);
}

function checkCount(
  command: CommandName,
  { count: [least, most], arguments: shown }: CommandSpec,
  given: readonly string[],
): void {
  if (given.length >= least && given.length <= most) return;
  const usage = `usage: jobstatus ${command} ${shown}`.trimEnd();
  const [extra] = given.slice(most);
  throw new UsageError(
    extra === undefined
      ? `${command} needs an argument; ${usage}`
      : `${command} does not take ${JSON.stringify(extra)}; ${usage}`,
  );
}
