import { COMMANDS, COMMAND_NAMES, type CommandName, type CommandSpec } from "../arguments/commands.ts";
import { COMMON_OPTIONS, OPTIONS, type OptionName, type OptionSpec } from "../arguments/options.ts";
import { EXIT_CODES, type ExitName } from "../exit-code.ts";

const COLUMNS = 80;

/** The meaning of each exit code. */
const EXIT_MEANINGS: Readonly<Record<ExitName, string>> = {
  succeeded: "every job succeeded, or reached the state of --until",
  internal: "a fault of this program, a full disk, or a command of --exec that failed",
  usage: "the command, a reference or a setting is wrong",
  unfinished: "the job has not ended (get)",
  partial: "the job ended, and a part of it failed",
  cancelled: "the job was cancelled",
  failed: "the job failed",
  timeout: "the job had not ended before the timeout",
  notFound: "the provider does not know the job, or no longer",
  noJob: "the response of the start call says that no job was started",
  unauthenticated: "the credentials are missing, wrong or expired",
  forbidden: "the account has no access to the job",
  unavailable: "no readable response: network, HTTP 5xx, rate limit, or a broken response",
};

/** The help of the whole program. */
export function programHelp(): string {
  return [
    "jobstatus - polls jobs until they end, and tells how they ended",
    "",
    "Usage: jobstatus COMMAND [OPTIONS] [ARGUMENTS]",
    "",
    "Commands:",
    ...COMMAND_NAMES.map((name) => entry(name, COMMANDS[name].summary)),
    "",
    "Exit codes:",
    ...exitCodeEntries().map(([code, meaning]) => entry(code, meaning)),
    "",
    "More: jobstatus COMMAND --help, or the manual: jobstatus help --man | man -l -",
  ].join("\n");
}

/** The help of one command. */
export function commandHelp(command: CommandName): string {
  const spec: CommandSpec = COMMANDS[command];
  return [
    spec.summary,
    "",
    `Usage: ${usageOf(command)}`,
    "",
    ...wrap(spec.description, COLUMNS),
    "",
    "Options:",
    ...[...spec.options, ...COMMON_OPTIONS].map((name) => entry(optionLabel(name), optionText(name))),
    "",
    "Examples:",
    ...spec.examples.flatMap(([example, does]) => [`  # ${does}`, `  ${example}`]),
  ].join("\n");
}

/** The usage of a command, in one line. */
export function usageOf(command: CommandName): string {
  return `jobstatus ${command} [OPTIONS] ${COMMANDS[command].arguments}`.trimEnd();
}

/** An option with the placeholder for its value. */
export function optionLabel(name: OptionName): string {
  const { short, value }: OptionSpec = OPTIONS[name];
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

/** What an option does, and its valid values. */
export function optionText(name: OptionName): string {
  const { description, choices }: OptionSpec = OPTIONS[name];
  return choices ? `${description} One of ${choices.join(", ")}.` : description;
}

/** Each exit code with its meaning. */
export function exitCodeEntries(): (readonly [code: string, meaning: string])[] {
  return Object.entries(EXIT_CODES).map(([name, code]) => [`${code}`, EXIT_MEANINGS[name as ExitName]]);
}

/** Breaks text between words into lines of at most so many columns. A longer word stays whole. */
function wrap(text: string, columns: number): readonly string[] {
  return text.match(new RegExp(`\\S.{0,${columns - 1}}(?=\\s|$)|\\S+`, "g")) ?? [];
}

const LABEL_WIDTH = 22;

function entry(label: string, text: string): string {
  const indent = " ".repeat(LABEL_WIDTH + 2);
  const lines = wrap(text, COLUMNS - indent.length).map((line) => indent + line);
  if (label.length > LABEL_WIDTH - 2) return [`  ${label}`, ...lines].join("\n");
  return [`  ${label.padEnd(LABEL_WIDTH)}${lines[0]?.trimStart() ?? ""}`, ...lines.slice(1)].join("\n");
}
